import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Nothing that axe calls moderate or worse. What it finds is told with where it was, and the test goes on and fails. */
export async function expectNoFindings(axe: AxeBuilder, where: string): Promise<void> {
  const { violations } = await axe.analyze();
  const found = violations.filter(({ impact }) => impact !== "minor");
  expect
    .soft(found.map(({ id, nodes }) => `${where}: ${id} at ${nodes.map(({ target }) => target.join(" ")).join("; ")}`))
    .toEqual([]);
}

/** The page as it stands, in both themes. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await expectNoFindings(new AxeBuilder({ page }), `${where} ${colorScheme}`);
  }
}
