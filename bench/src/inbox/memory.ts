import { median, round } from "../statistics.ts";
import { type Desk, rowsShown } from "./browser.ts";
import { composerOf } from "./typing.ts";
import type { Traffic } from "./traffic.ts";

/** `BENCH_INBOX_MINUTES=60` is the whole of it. */
const minutes = Number(process.env["BENCH_INBOX_MINUTES"] ?? 5);
const settleMinutes = Math.min(3, minutes / 3);

type Sample = { minute: number; heapMegabytes: number; nodes: number; listeners: number };

/** An agent who works, a conversation a minute, while messages come in: what the tab keeps after each minute. */
export async function measureMemory({ page, cdp }: Desk, traffic: Traffic) {
  await page.goto("/tickets");
  await rowsShown(page);
  await cdp.send("HeapProfiler.enable");
  const samples: Sample[] = [await weigh({ cdp }, 0)];
  for (let minute = 1; minute <= minutes; minute++) {
    const until = performance.now() + 60_000;
    await workOneMinute(page, traffic, minute);
    await page.waitForTimeout(Math.max(0, until - performance.now()));
    samples.push(await weigh({ cdp }, minute));
    process.stderr.write(`  minute ${minute}: ${samples.at(-1)?.heapMegabytes} MB\n`);
  }
  const settled = samples.filter(({ minute }) => minute >= settleMinutes);
  const third = Math.max(1, Math.floor(settled.length / 3));
  const at = (part: Sample[]) => median(part.map(({ heapMegabytes }) => heapMegabytes));
  const [first, last] = [at(settled.slice(0, third)), at(settled.slice(-third))];
  return {
    minutes,
    messages: traffic.written(),
    heapMegabytesFirst: first,
    heapMegabytesLast: last,
    grownPercent: round((100 * (last - first)) / first),
    nodesLast: samples.at(-1)?.nodes ?? 0,
    listenersLast: samples.at(-1)?.listeners ?? 0,
    heapMegabytesByMinute: samples.map(({ heapMegabytes }) => heapMegabytes).join(" "),
  };
}

async function workOneMinute(page: Desk["page"], traffic: Traffic, minute: number): Promise<void> {
  const rows = page.locator("[data-ticket-id]");
  const row = rows.nth(minute % Math.min(8, await rows.count()));
  traffic.focus(await row.getAttribute("data-ticket-id"));
  await row.click();
  const composer = composerOf(page);
  await composer.click();
  await composer.pressSequentially("Um momento, por favor: já verifico.", { delay: 50 });
  await composer.press("Enter");
}

async function weigh({ cdp }: Pick<Desk, "cdp">, minute: number): Promise<Sample> {
  await cdp.send("HeapProfiler.collectGarbage");
  const { usedSize } = await cdp.send("Runtime.getHeapUsage");
  const { nodes, jsEventListeners } = await cdp.send("Memory.getDOMCounters");
  return { minute, heapMegabytes: round(usedSize / 2 ** 20), nodes, listeners: jsEventListeners };
}
