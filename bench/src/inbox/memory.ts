import { median, round, slope } from "../statistics.ts";
import { type Desk, rowsShown } from "./browser.ts";
import { composerOf } from "./typing.ts";
import type { Traffic } from "./traffic.ts";

/** `BENCH_INBOX_MINUTES=60` is the whole of it. */
const minutes = Number(process.env["BENCH_INBOX_MINUTES"] ?? 5);
/** What the product keeps on purpose, for a moment or for later, has to be there before what grows is looked for. */
const settleMinutes = Math.max(1, Math.min(10, Math.floor(minutes / 3)));
/** Before that a conversation that was opened for the first time looks like growth. */
const isLongEnough = minutes >= 15;
const patienceMs = 10_000;

/** What a tab may keep of each minute of work, besides what it keeps at all: 15 % more after an hour. */
export const mostGrownPercent = 15;

type Sample = { minute: number; heapMegabytes: number; nodes: number; listeners: number };
type Weight = Exclude<keyof Sample, "minute">;

/** An agent who works, a conversation a minute, while messages come in: what the tab keeps after each minute. */
export async function measureMemory({ page, cdp }: Desk, traffic: Traffic) {
  await page.goto("/tickets");
  await rowsShown(page);
  await cdp.send("HeapProfiler.enable");
  const samples: Sample[] = [await weigh({ cdp }, 0)];
  let failedMinutes = 0;
  for (let minute = 1; minute <= minutes; minute++) {
    const until = performance.now() + 60_000;
    await workOneMinute(page, traffic, minute).catch((error: unknown) => {
      failedMinutes++;
      process.stderr.write(`  minute ${minute}: ${error instanceof Error ? error.message : String(error)}\n`);
    });
    await page.waitForTimeout(Math.max(0, until - performance.now()));
    const sample = await weigh({ cdp }, minute);
    samples.push(sample);
    const { heapMegabytes, nodes, listeners } = sample;
    process.stderr.write(`  minute ${minute}: ${heapMegabytes} MB, ${nodes} nodes, ${listeners} listeners\n`);
  }
  const settled = samples.filter(({ minute }) => minute >= settleMinutes);
  const growth = {
    heapMegabytes: growthOf(settled, "heapMegabytes"),
    nodes: growthOf(settled, "nodes"),
    listeners: growthOf(settled, "listeners"),
  };
  return {
    minutes,
    failedMinutes,
    messages: traffic.written(),
    failedMessages: traffic.failed(),
    ...growth,
    heapMegabytesByMinute: samples.map(({ heapMegabytes }) => heapMegabytes).join(" "),
    nodesByMinute: samples.map(({ nodes }) => nodes).join(" "),
    listenersByMinute: samples.map(({ listeners }) => listeners).join(" "),
    isLongEnough,
    verdict: verdictOn(growth),
  };
}

type Growth = { first: number; last: number; most: number; perHour: number; grownPercent: number };

/** Of the settled minutes: `first` and `last` are the medians of a third, `perHour` is the slope between all of them. */
function growthOf(settled: readonly Sample[], weight: Weight): Growth {
  const values = settled.map((sample) => sample[weight]);
  const third = Math.max(1, Math.floor(values.length / 3));
  const [first, last] = [median(values.slice(0, third)), median(values.slice(-third))];
  return {
    first,
    last,
    most: Math.max(...values),
    perHour: round(60 * slope(settled.map((sample) => [sample.minute, sample[weight]] as const))),
    grownPercent: round((100 * (last - first)) / first),
  };
}

function verdictOn(growth: Record<Weight, Growth>): string {
  const grown = Object.entries(growth).filter(([, { grownPercent }]) => grownPercent > mostGrownPercent);
  if (!isLongEnough) return "too short to tell";
  return grown.length === 0 ? "stable" : `grows: ${grown.map(([weight]) => weight).join(", ")}`;
}

async function workOneMinute(page: Desk["page"], traffic: Traffic, minute: number): Promise<void> {
  const rows = page.locator("[data-ticket-id]");
  const row = rows.nth(minute % Math.min(8, await rows.count()));
  traffic.focus(await row.getAttribute("data-ticket-id", { timeout: patienceMs }));
  await row.click({ timeout: patienceMs });
  const composer = composerOf(page);
  await composer.click({ timeout: patienceMs });
  await composer.pressSequentially("Um momento, por favor: já verifico.", { delay: 50 });
  await composer.press("Enter");
}

async function weigh({ cdp }: Pick<Desk, "cdp">, minute: number): Promise<Sample> {
  await cdp.send("HeapProfiler.collectGarbage");
  const { usedSize } = await cdp.send("Runtime.getHeapUsage");
  const { nodes, jsEventListeners } = await cdp.send("Memory.getDOMCounters");
  return { minute, heapMegabytes: round(usedSize / 2 ** 20), nodes, listeners: jsEventListeners };
}
