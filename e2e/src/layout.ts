import type { Page } from "@playwright/test";

/**
 * What is wrong with how the screen stands, a line each: it scrolls sideways; a text is cut without saying so, or stands outside
 * of its button, its dialog or the screen. A cut text says so with an ellipsis; of `fixed`, the sentences of the product, none
 * may be cut at all, for there is nowhere else to read them.
 */
export const layoutFaults = (page: Page, fixed: readonly string[]): Promise<string[]> =>
  page.evaluate((sentences) => {
    const known = new Set(sentences);
    const faults = new Set<string>();
    const width = document.documentElement.clientWidth;
    const sideways = document.documentElement.scrollWidth - width;
    if (sideways > 0) faults.add(`the page scrolls sideways by ${sideways}`);
    const downwards = document.documentElement.scrollHeight - window.innerHeight;
    if (downwards > 0) faults.add(`the page scrolls as a whole by ${downwards}, and the bar with it`);

    /** Asked once for each element: most texts stand in the same boxes. */
    const once = <Answer>(ask: (element: Element) => Answer) => {
      const answers = new Map<Element, { readonly answer: Answer }>();
      return (element: Element): Answer => {
        const given = answers.get(element) ?? { answer: ask(element) };
        answers.set(element, given);
        return given.answer;
      };
    };
    const isShown = once(
      (element) =>
        element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
        element.closest("[inert], .sr-only") === null,
    );
    const boxes = "button, [role=button], [role=tab], [role=dialog], [role=menu], [role=listbox], [role=option]";

    const boxOf = once((element) => {
      const { overflowX, overflowY, webkitLineClamp, textOverflow } = getComputedStyle(element);
      const rect = element.getBoundingClientRect();
      const isScrollable = ["auto", "scroll"].includes(overflowX);
      return {
        rect,
        /** For screen readers alone. */
        isUnseen: rect.width <= 1 && overflowX !== "visible",
        hasEllipsis: textOverflow === "ellipsis" || (webkitLineClamp !== "none" && webkitLineClamp !== ""),
        isScrolledSideways: isScrollable && element.scrollWidth > element.clientWidth,
        scrollsDown: ["auto", "scroll"].includes(overflowY),
        cuts: ["hidden", "clip"].includes(overflowX),
        isNamed: element.matches(boxes),
      };
    });

    function check(node: Text): void {
      const text = node.data.trim();
      const parent = node.parentElement;
      if (text === "" || parent === null || !isShown(parent)) return;
      const range = document.createRange();
      range.selectNodeContents(node);
      const rects = [...range.getClientRects()].filter((rect) => rect.width > 0);
      if (rects.length === 0) return;
      const left = Math.min(...rects.map((rect) => rect.left));
      const right = Math.max(...rects.map((rect) => rect.right));
      const top = Math.min(...rects.map((rect) => rect.top));
      const bottom = Math.max(...rects.map((rect) => rect.bottom));
      const said = `“${text.slice(0, 60)}”`;
      let isFree = true;
      for (let box: Element | null = parent; box !== null && isFree; box = box.parentElement) {
        const { rect, isUnseen, hasEllipsis, isScrolledSideways, scrollsDown, cuts, isNamed } = boxOf(box);
        if (isUnseen) return;
        const isBeside = left < rect.left - 1 || right > rect.right + 1;
        const isBelow = top < rect.top - 2 || bottom > rect.bottom + 2;
        if (isScrolledSideways) return;
        if (scrollsDown) isFree = false;
        if (cuts && (isBeside || (isBelow && isFree))) {
          if (!hasEllipsis) faults.add(`${said} is cut without an ellipsis`);
          else if (known.has(text)) faults.add(`${said} is a sentence of ours, and cut`);
          return;
        }
        if (isNamed && isBeside) {
          faults.add(`${said} stands outside of its ${box.getAttribute("role") ?? box.tagName.toLowerCase()}`);
          return;
        }
      }
      if (left < -1 || right > width + 1) faults.add(`${said} stands outside of the screen`);
    }
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) check(walker.currentNode as Text);

    const pen = document.createElement("canvas").getContext("2d");
    for (const input of document.querySelectorAll<HTMLInputElement>("input[placeholder]")) {
      const { font, textOverflow, paddingLeft, paddingRight } = getComputedStyle(input);
      if (pen === null || !isShown(input) || input.value !== "" || textOverflow === "ellipsis") continue;
      pen.font = font;
      const room = input.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
      if (pen.measureText(input.placeholder).width > room + 1)
        faults.add(`the placeholder “${input.placeholder}” is cut without an ellipsis`);
    }
    for (const dialog of document.querySelectorAll("[role=dialog], [role=alertdialog], [role=menu]")) {
      const rect = dialog.getBoundingClientRect();
      const { innerWidth, innerHeight } = window;
      if (
        isShown(dialog) &&
        (rect.left < -1 || rect.right > innerWidth + 1 || rect.top < -1 || rect.bottom > innerHeight + 1)
      )
        faults.add(`the dialog “${dialog.textContent.slice(0, 40)}” is larger than the screen`);
    }
    return [...faults];
  }, fixed);

/** What a finger cannot hit: every control whose area, felt for from its middle, is under `least` pixels in a direction. */
export const smallTargets = (page: Page, least: number): Promise<string[]> =>
  page.evaluate((wanted) => {
    const controls =
      "button, a[href], input:not([type=hidden]), textarea, select, summary, [role=button], [role=tab], [role=option], [role=menuitem], [role=menuitemradio], [role=checkbox], [role=switch], [role=radio], [role=slider], [role=combobox]";
    /** A link in a sentence is as high as its line: larger, it would take its neighbours' touches. */
    const isInText = (control: Element) =>
      control.tagName === "A" &&
      getComputedStyle(control).display === "inline" &&
      control.closest("p, [data-bubble]") !== null;
    const faults = new Set<string>();
    const opened = [...document.querySelectorAll("[role=dialog], [role=menu], [role=alertdialog]")]
      .filter((one) => one.checkVisibility({ visibilityProperty: true }))
      .at(-1);
    for (const control of (opened ?? document).querySelectorAll<HTMLElement>(controls)) {
      const style = getComputedStyle(control);
      if (!control.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      if (control.closest("[inert], .sr-only") !== null || style.pointerEvents === "none" || isInText(control))
        continue;
      if (control.tabIndex === -1 && control.getAttribute("aria-hidden") === "true") continue;
      const first = control.getBoundingClientRect();
      if (first.width <= 1 || first.height <= 1) continue;
      const labels = "labels" in control ? [...((control as HTMLInputElement).labels ?? [])] : [];
      const isHit = (x: number, y: number) => {
        const hit = document.elementFromPoint(x, y);
        return hit !== null && (control.contains(hit) || labels.some((label) => label.contains(hit)));
      };
      const half = (wanted - 1) / 2;
      const isLargeAt = (x: number, y: number) =>
        isHit(x, y) && isHit(x - half, y) && isHit(x + half, y) && isHit(x, y - half) && isHit(x, y + half);
      const middleOf = (rect: DOMRect) => [(rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2] as const;
      if (isLargeAt(...middleOf(first))) continue;
      control.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
      const [x, y] = middleOf(control.getBoundingClientRect());
      if (!isHit(x, y) || isLargeAt(x, y)) continue;
      const reach = (stepX: number, stepY: number) => {
        let steps = 0;
        while (steps < wanted && isHit(x + stepX * (steps + 1), y + stepY * (steps + 1))) steps += 1;
        return steps;
      };
      const across = reach(-1, 0) + reach(1, 0) + 1;
      const down = reach(0, -1) + reach(0, 1) + 1;
      const name = control.getAttribute("aria-label") ?? control.textContent.trim() ?? control.tagName;
      if (across < wanted || down < wanted)
        faults.add(
          `${control.getAttribute("role") ?? control.tagName.toLowerCase()} “${(name || control.getAttribute("placeholder") || control.getAttribute("type") || "").slice(0, 40)}” answers on ${across}×${down} only`,
        );
    }
    return [...faults];
  }, least);

const patienceMs = 2_000;

/** Measures until nothing is found. What is found counts only if it stays: a layout may still be on its way. */
export async function onceSettled(page: Page, measure: () => Promise<string[]>): Promise<string[]> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const found = await measure();
    if (found.length === 0 || Date.now() > deadline) return found;
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
}
