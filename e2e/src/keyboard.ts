import { expect, type Locator, type Page } from "@playwright/test";

/**
 * What has the focus must be there, in sight, and show it: by a ring, by a caret, by the row of a list that is marked, or because it
 * is the whole of a region that has just been come to. Anything else is told with what it is.
 */
const troubleWithFocus = (page: Page): Promise<string | null> =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return "the focus is nowhere";
    const name = `${element.tagName.toLowerCase()} ${element.getAttribute("aria-label") ?? element.textContent.trim().slice(0, 40)}`;
    const { width, height, bottom, right } = element.getBoundingClientRect();
    if (width === 0 || height === 0 || bottom <= 0 || right <= 0) return `${name} is not in sight`;
    const hasRing = (one: Element | null) => {
      if (one === null) return false;
      const { outlineStyle, outlineWidth } = getComputedStyle(one);
      return outlineStyle !== "none" && outlineWidth !== "0px";
    };
    const marked = document.getElementById(element.getAttribute("aria-activedescendant") ?? "");
    const isWhole = element.getAttribute("tabindex") === "-1";
    const isWritten = element.matches("input, textarea, [contenteditable=true]");
    const isShown =
      hasRing(element) || isWritten || isWhole || hasRing(marked) || hasRing(marked?.firstElementChild ?? null);
    return isShown ? null : `nobody sees that ${name} has the focus`;
  });

/** Somewhere sensible, and visibly so. Where it is not there at once, it must come there by itself. */
export const expectFocus = (page: Page): Promise<void> => expect.poll(() => troubleWithFocus(page)).toBeNull();

const hasFocus = (locator: Locator): Promise<boolean> =>
  locator.evaluateAll((elements) => elements.includes(document.activeElement as HTMLElement));

/** Presses a key until something has the focus; on the way, too, the focus is always to be seen. */
export async function pressUntil(page: Page, key: string, wanted: Locator, most = 60): Promise<void> {
  await expect(wanted).toBeVisible();
  for (let presses = 0; presses < most && !(await hasFocus(wanted)); presses += 1) {
    await page.keyboard.press(key);
    await expectFocus(page);
  }
  await expect(wanted).toBeFocused();
}
