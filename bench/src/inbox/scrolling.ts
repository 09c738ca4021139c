import type { Page } from "@playwright/test";
import { round } from "../statistics.ts";
import { type Desk, rowsShown } from "./browser.ts";
import { traceFrames } from "./trace.ts";

const rows = Number(process.env["BENCH_INBOX_ROWS"] ?? 10_000);
const longestMs = 10 * 60_000;

/** Turns the wheel over the closed tickets as fast as a hand does, until so many rows went by. */
export async function measureScrolling({ page, cdp }: Desk) {
  await page.goto("/tickets?tab=closed");
  await rowsShown(page);
  await page.locator("[data-inbox-list]").hover({ position: { x: 100, y: 300 } });
  await page.evaluate(watchFrames);
  const started = performance.now();
  let passed = 0;
  const trace = await traceFrames(cdp, async () => {
    while (passed < rows && performance.now() - started < longestMs) {
      for (let turn = 0; turn < 20; turn++) {
        await page.mouse.wheel(0, 900);
        await page.waitForTimeout(16);
      }
      passed = await lastRowOf(page);
    }
  });
  const seconds = (performance.now() - started) / 1000;
  const { gaps, blank, samples } = await page.evaluate(() => globalThis.whatskoviFrames);
  const longTasks = await page.evaluate(() => globalThis.whatskoviNoted.longTasks);
  return {
    rows: passed,
    seconds: round(seconds),
    rowsPerSecond: round(passed / seconds),
    framesPerSecond: round(gaps.length / seconds),
    longestGapMs: round(Math.max(...gaps)),
    droppedSeconds: gaps.filter((gap) => gap >= 1000).length,
    framesOver50Percent: round((100 * gaps.filter((gap) => gap > 50).length) / gaps.length),
    blankPercent: round((100 * blank) / Math.max(1, samples)),
    longestTaskMs: round(Math.max(0, ...longTasks.map(({ ms }) => ms))),
    trace,
  };
}

const lastRowOf = (page: Page): Promise<number> =>
  page.evaluate(() =>
    Math.max(
      0,
      ...[...document.querySelectorAll("[data-inbox-list] [aria-posinset]")].map((row) =>
        Number(row.getAttribute("aria-posinset")),
      ),
    ),
  );

declare global {
  // oxlint-disable-next-line no-var -- the one way to type a global of the page
  var whatskoviFrames: { gaps: number[]; samples: number; blank: number };
}

/** Runs in the page: the time between frames, and in every tenth whether there is a row under the pointer. */
function watchFrames(): void {
  const frames = { gaps: [] as number[], samples: 0, blank: 0 };
  globalThis.whatskoviFrames = frames;
  globalThis.whatskoviNoted.longTasks.length = 0;
  const { left = 0, top = 0 } =
    document.querySelector("[data-inbox-list]")?.parentElement?.getBoundingClientRect() ?? {};
  let last = performance.now();
  const frame = (now: number) => {
    frames.gaps.push(now - last);
    last = now;
    if (frames.gaps.length % 10 === 0) {
      frames.samples++;
      if (document.elementFromPoint(left + 100, top + 300)?.closest("[data-ticket-id]") === null) frames.blank++;
    }
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}
