/** What stands above the page: the keys are its own. */
export const layers = "[role=dialog],[role=alertdialog],[role=menu]";

/** Whether something stands above the page, whatever has the focus. */
export const isCovered = (): boolean => document.querySelector(layers) !== null;
