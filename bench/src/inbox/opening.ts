import type { Browser, Page } from "@playwright/test";
import { distributionOf, round } from "../statistics.ts";
import { type Desk, openDesk, rowsShown } from "./browser.ts";

const colds = Number(process.env["BENCH_INBOX_COLD"] ?? 5);
const warms = Number(process.env["BENCH_INBOX_WARM"] ?? 10);

/** From the navigation until the first rows are painted: by profiles that know nothing, and by one that was here before. */
export async function measureFirstRows(browser: Browser, url: string, email: string) {
  const cold: number[] = [];
  let scriptBytes = 0;
  for (let index = 0; index < colds; index++) {
    const desk = await openDesk(browser, url, email);
    const noted = await goToRows(desk.page);
    cold.push(noted.rowsAt);
    scriptBytes = noted.scriptBytes;
    if (index < colds - 1) await desk.context.close();
    else return { cold: distributionOf(cold), warm: await warm(desk), scriptKilobytes: round(scriptBytes / 1024) };
  }
  throw new Error("BENCH_INBOX_COLD must be 1 at least");
}

async function warm({ page, context }: Desk) {
  const times: number[] = [];
  for (let index = -1; index < warms; index++) {
    // What the page does after its first paint, as keeping things for later, is done.
    await page.waitForTimeout(1500);
    const { rowsAt } = await goToRows(page);
    if (index >= 0) times.push(rowsAt);
  }
  await context.close();
  return distributionOf(times);
}

async function goToRows(page: Page): Promise<{ rowsAt: number; scriptBytes: number }> {
  await page.goto("/tickets");
  await rowsShown(page);
  await page.waitForFunction(() => globalThis.whatskoviNoted.rowsAt !== null);
  const { rowsAt, scriptBytes } = await page.evaluate(() => globalThis.whatskoviNoted);
  return { rowsAt: rowsAt ?? Number.NaN, scriptBytes };
}
