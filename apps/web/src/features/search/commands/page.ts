/** The last where there are several. */
const find = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)].at(-1) ?? null;

/** Presses a button of the page, as the key for it does. */
export const press = (selector: string): void => find(selector)?.click();

export const focusOn = (selector: string): void => find(selector)?.focus();

export const isThere = (selector: string): boolean => find(selector) !== null;

/** Whether the list stands on the screen: on a phone the open conversation takes its place. */
export const isListShown = (): boolean => (find("[data-inbox-filter]")?.getClientRects().length ?? 0) > 0;
