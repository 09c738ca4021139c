const find = (selector: string) => document.querySelector<HTMLElement>(selector);

/** Presses a button of the page, as the key for it does. */
export const press = (selector: string): void => find(selector)?.click();

export const focusOn = (selector: string): void => find(selector)?.focus();

/** Whether the list stands on the screen: on a phone the open conversation takes its place. */
export const isListShown = (): boolean => (find("[data-inbox-filter]")?.getClientRects().length ?? 0) > 0;
