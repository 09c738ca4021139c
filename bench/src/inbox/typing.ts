import type { Page } from "@playwright/test";
import { distributionOf, round } from "../statistics.ts";
import { rowsShown } from "./browser.ts";

const keys = Number(process.env["BENCH_INBOX_KEYS"] ?? 400);
const text = "bom dia, o seu pedido saiu ontem de tarde e chega hoje antes das 18 horas, pode ficar tranquilo. ";

export const composerOf = (page: Page) => page.getByRole("textbox", { name: /^Mensagem para/ });

/** From a press of a key to its paint while messages come in, and how long the page was busy with anything else. */
export async function measureTyping(page: Page, whileTyping: (work: () => Promise<void>) => Promise<void>) {
  await page.goto("/tickets");
  await rowsShown(page);
  await page.locator("[data-ticket-id]").first().click();
  const composer = composerOf(page);
  await composer.click();
  await whileTyping(async () => {
    await page.evaluate(() => {
      globalThis.whatskoviNoted.keys.length = 0;
      globalThis.whatskoviNoted.longTasks.length = 0;
    });
    for (let index = 0; index < keys; index++) {
      await page.keyboard.press(keyOf(text[index % text.length] ?? " "));
      await page.waitForTimeout(60);
    }
  });
  const { keys: slow, longTasks } = await page.evaluate(() => globalThis.whatskoviNoted);
  const typed = (await composer.inputValue()).length;
  await composer.fill("");
  // The browser does not tell of presses that were painted within 16 ms.
  const fast = Array.from({ length: Math.max(0, keys - slow.length) }, () => 8);
  const busy = longTasks.map(({ ms }) => ms);
  return {
    keys: typed,
    pressToPaintMs: distributionOf([...fast, ...slow.map(({ ms }) => ms)]),
    longTasks: busy.length,
    longestTaskMs: round(Math.max(0, ...busy)),
  };
}

const keyOf = (character: string): string => (character === " " ? "Space" : character);
