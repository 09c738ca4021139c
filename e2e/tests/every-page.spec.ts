import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, openShop, signIn, test } from "../src/fixtures.ts";

const pages = ["/tickets", "/contacts", "/connections", "/queues", "/tags", "/users", "/simulator", "/profile"];

test("axe finds nothing serious on any page, in both themes and sizes, and nothing overflows", async ({
  product,
  browser,
}) => {
  test.setTimeout(180_000);
  const shop = await openShop(product.url);
  const longName = "Maria Aparecida das Graças Conceição de Albuquerque e Vasconcelos Nogueira";
  await shop.write(
    longName,
    "+5511987654321",
    `Boa tarde! ${"Uma mensagem comprida que não acaba. ".repeat(12)}https://example.com/${"a".repeat(120)}`,
  );
  for (const isPhone of [false, true]) {
    const page = await signIn(browser, product.url, "admin@example.com", { isPhone });
    for (const scheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
      for (const path of pages) {
        await page.goto(path);
        await expect(page.getByRole("heading", { level: 1 }).first()).toBeAttached();
        await check(page, `${path} ${scheme} ${isPhone ? "phone" : "desktop"}`);
      }
      await page.goto("/tickets");
      await page.getByRole("tab", { name: /Pendentes/ }).click();
      await page.getByRole("option").first().click();
      await expect(page.getByRole("region", { name: "Mensagens" })).toBeVisible();
      await check(page, `a conversation ${scheme} ${isPhone ? "phone" : "desktop"}`);
    }
    await page.context().close();
  }
});

test("so are the pages before signing in", async ({ product, page }) => {
  for (const path of ["/setup", "/login", "/reset-password"]) {
    await page.goto(product.url + path);
    await expect(page.getByRole("heading").first()).toBeVisible();
    await check(page, path);
  }
});

async function check(page: Page, where: string): Promise<void> {
  await page.waitForLoadState("networkidle");
  const { violations } = await new AxeBuilder({ page }).analyze();
  const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect
    .soft(grave.map(({ id, nodes }) => `${where}: ${id} at ${nodes.map(({ target }) => target.join(" ")).join("; ")}`))
    .toEqual([]);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect.soft(overflow, `${where} scrolls sideways`).toBe(0);
}
