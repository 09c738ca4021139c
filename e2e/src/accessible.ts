import { expect, type Page } from "@playwright/test";
import axe, { type RunOptions } from "axe-core";

declare global {
  interface Window {
    axe?: typeof axe;
  }
}

/** What depends on the colours of the theme; everything else is the same in both. */
const colours = ["color-contrast", "link-in-text-block"];

/** The page as it stands, in both themes, has nothing that axe calls moderate or worse. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  await wear(page, "light");
  // An open menu lies above the page, outside of every landmark: that is how menus are.
  const isMenuOpen = (await page.getByRole("menu").count()) > 0;
  await expectNoFindings(page, { rules: { region: { enabled: !isMenuOpen } } }, `${where} light`);
  await wear(page, "dark");
  await expectNoFindings(page, { runOnly: colours }, `${where} dark`);
}

/** Colours that fade, however briefly, are the old ones until they have; what inherits one begins to fade only then. */
async function wear(page: Page, colorScheme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  await page.evaluate(async () => {
    const drawn = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const fading = () =>
      document
        .getAnimations()
        .filter((one) => one.playState === "running" && one.effect?.getComputedTiming().endTime !== Infinity);
    await drawn();
    for (let some = fading(); some.length > 0; some = fading()) {
      await Promise.allSettled(some.map(({ finished }) => finished));
      await drawn();
    }
  });
}

/** What axe finds is told with where it was, and the test goes on and fails. It is loaded once into each page. */
async function expectNoFindings(page: Page, options: RunOptions, where: string): Promise<void> {
  if (!(await page.evaluate(() => window.axe !== undefined))) await page.evaluate(axe.source);
  const violations = await page.evaluate(async (asked) => {
    if (window.axe === undefined) throw new Error("axe was not loaded");
    const results = await window.axe.run(document, { resultTypes: ["violations"], ...asked });
    return results.violations.map(({ id, impact, nodes }) => ({
      id,
      impact,
      nodes: nodes.map(({ target }) => target),
    }));
  }, options);
  const found = violations.filter(({ impact }) => impact !== "minor");
  expect
    .soft(found.map(({ id, nodes }) => `${where}: ${id} at ${nodes.map((target) => target.join(" ")).join("; ")}`))
    .toEqual([]);
}
