import type { Page } from "@playwright/test";
import { distributionOf } from "../statistics.ts";
import { rowsShown } from "./browser.ts";

/** The last message of each ticket of the large scenario ends with ten times the ticket's number, which is the end of its id. */
export const lastTextOf = (ticketId: string): string => ` ${10 * Number.parseInt(ticketId.slice(-12), 16)}`;

/** How long a hand rests on a row before it presses. */
const handMs = 150;

/**
 * From the press on a row until the last page of that conversation is painted, of `count` conversations one after the other: by
 * a hand that rests on the row for a moment, and by a press that nothing announces.
 */
export async function measureOpening(page: Page, count: number) {
  await page.goto("/tickets");
  await rowsShown(page);
  const times = { byHand: [] as number[], atOnce: [] as number[] };
  const seen = new Set<string>();
  while (times.byHand.length < count || times.atOnce.length < count) {
    const ticketId = await nextRow(page, [...seen]);
    if (ticketId === null) throw new Error(`there are only ${seen.size} conversations to open`);
    seen.add(ticketId);
    const isByHand = seen.size % 2 === 0;
    const row = page.locator(`[data-ticket-id="${ticketId}"]`);
    const shown = page.evaluate(whenShown, lastTextOf(ticketId));
    if (isByHand) {
      await row.hover();
      await page.waitForTimeout(handMs);
    }
    await row.click();
    const ms = await shown;
    // The first two fetch what every conversation needs.
    if (seen.size > 2) times[isByHand ? "byHand" : "atOnce"].push(ms);
    await page.waitForTimeout(300);
  }
  return { byHand: distributionOf(times.byHand), atOnce: distributionOf(times.atOnce) };
}

/** A row that was not opened yet; scrolls on where there is none in sight. */
async function nextRow(page: Page, seen: string[]): Promise<string | null> {
  for (let attempt = 0; attempt < 40; attempt++) {
    const found = await page.evaluate((known) => {
      const list = document.querySelector("[data-inbox-list]");
      const { bottom = 0, top = 0 } = list?.parentElement?.getBoundingClientRect() ?? {};
      const rows = [...(list?.querySelectorAll<HTMLElement>("[data-ticket-id]") ?? [])].filter((row) => {
        const place = row.getBoundingClientRect();
        return place.top >= top && place.bottom <= bottom;
      });
      const next = rows
        .toSorted((one, other) => one.getBoundingClientRect().top - other.getBoundingClientRect().top)
        // Of the scenario's own tickets alone it is known how they end.
        .find(({ dataset: { ticketId = "" } }) => ticketId.startsWith("0d000000-") && !known.includes(ticketId));
      return next?.dataset["ticketId"] ?? null;
    }, seen);
    if (found !== null) return found;
    await page.locator("[data-inbox-list]").hover();
    await page.mouse.wheel(0, 500);
    await page.waitForTimeout(150);
  }
  return null;
}

/** Runs in the page: resolves, after the paint, to the milliseconds since the press. */
function whenShown(text: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`a message that ends with "${text}" was not shown`)), 15_000);
    let pressedAt: number | null = null;
    addEventListener(
      "pointerdown",
      ({ timeStamp }) => {
        pressedAt = timeStamp;
      },
      { once: true, capture: true },
    );
    const isShown = () =>
      [...document.querySelectorAll("[data-bubble]")].some((bubble) => {
        const { top, bottom, height } = bubble.getBoundingClientRect();
        return height > 0 && bottom > 0 && top < innerHeight && (bubble.textContent ?? "").includes(text);
      });
    const look = () => {
      if (pressedAt === null || !isShown()) return void requestAnimationFrame(look);
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        clearTimeout(late);
        port1.close();
        resolve(performance.now() - (pressedAt ?? 0));
      };
      port2.postMessage(null);
    };
    requestAnimationFrame(look);
  });
}
