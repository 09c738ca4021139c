import type { CDPSession } from "@playwright/test";
import { round } from "../statistics.ts";

type TraceEvent = { readonly name: string; readonly ts: number };

/** Frames by the browser's own tracing while something is done: what it drew and what it had to leave out. */
export async function traceFrames(cdp: CDPSession, work: () => Promise<void>) {
  const events: TraceEvent[] = [];
  const collect = ({ value }: { value: object[] }) => {
    for (const event of value as TraceEvent[])
      if (event.name === "DrawFrame" || event.name === "DroppedFrame") events.push({ name: event.name, ts: event.ts });
  };
  cdp.on("Tracing.dataCollected", collect);
  await cdp.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: {
      recordMode: "recordContinuously",
      includedCategories: [
        "devtools.timeline",
        "devtools.timeline.frame",
        "disabled-by-default-devtools.timeline.frame",
      ],
      excludedCategories: ["*"],
    },
  });
  await work();
  const complete = new Promise<void>((resolve) => cdp.once("Tracing.tracingComplete", () => resolve()));
  await cdp.send("Tracing.end");
  await complete;
  cdp.off("Tracing.dataCollected", collect);
  const drawn = events.filter(({ name }) => name === "DrawFrame").map(({ ts }) => ts / 1000);
  const sorted = drawn.toSorted((one, other) => one - other);
  const gaps = sorted.slice(1).map((at, index) => at - (sorted[index] ?? at));
  return {
    framesDrawn: drawn.length,
    framesDropped: events.length - drawn.length,
    longestGapMs: round(Math.max(0, ...gaps)),
  };
}
