import { measureOpening } from "./inbox/conversations.ts";
import { openBrowser, openDesk } from "./inbox/browser.ts";
import { measureMemory } from "./inbox/memory.ts";
import { measureFirstRows } from "./inbox/opening.ts";
import { measureScrolling } from "./inbox/scrolling.ts";
import { startTraffic, type Traffic } from "./inbox/traffic.ts";
import { measureTyping } from "./inbox/typing.ts";
import { benchWeb } from "./web.ts";
import { type LargeWorld, openLargeWorld } from "./world.ts";

const parts = ["rows", "opening", "typing", "scrolling", "memory"] as const;
type Part = (typeof parts)[number];
const conversations = Number(process.env["BENCH_INBOX_CONVERSATIONS"] ?? 50);
const perSecond = 5;
const agent = "agent1@example.com";
const admin = "admin@example.com";

type Target = { readonly most: number; readonly measured: number; readonly isMet: boolean };

/**
 * The inbox in a real browser on the large scenario, by the browser's own measuring. `BENCH_INBOX_PARTS` names some of the parts;
 * memory is watched for `BENCH_INBOX_MINUTES` (5 unless told; 60 is the whole of it).
 */
export async function benchInbox(databaseUrl: string) {
  const chosen = (process.env["BENCH_INBOX_PARTS"]?.split(",") ?? parts) as readonly Part[];
  const world = await openLargeWorld(databaseUrl);
  const browser = await openBrowser();
  const results: Record<string, unknown> = {};
  const targets: Record<string, Target> = {};
  const aim = (name: string, measured: number, most: number) => {
    targets[name] = { most, measured, isMet: measured <= most };
  };
  const { url } = world.server;
  const say = (part: string) => process.stderr.write(`  ${part} …\n`);
  try {
    const { gzipKilobytes } = await benchWeb();
    aim("firstLoadGzipKilobytes", gzipKilobytes, 250);
    if (chosen.includes("rows")) {
      say("first rows");
      const rows = {
        agent: await measureFirstRows(browser, url, agent),
        admin: await measureFirstRows(browser, url, admin),
      };
      results["firstRowsMs"] = rows;
      aim("firstRowsColdP95Ms", Math.max(rows.agent.cold.p95, rows.admin.cold.p95), 2000);
      aim("firstRowsWarmP95Ms", Math.max(rows.agent.warm.p95, rows.admin.warm.p95), 1000);
    }
    if (chosen.includes("opening")) {
      say("opening conversations");
      const desk = await openDesk(browser, url, admin);
      const opening = await measureOpening(desk.page, conversations);
      results["openConversationMs"] = opening;
      aim("openConversationP95Ms", opening.p95, 150);
      await desk.context.close();
    }
    if (chosen.includes("scrolling")) {
      say("scrolling");
      const desk = await openDesk(browser, url, admin);
      const scrolling = await measureScrolling(desk);
      results["scrolling"] = scrolling;
      aim("scrollingDroppedSeconds", scrolling.droppedSeconds, 0);
      aim("scrollingLongestGapMs", scrolling.longestGapMs, 1000);
      await desk.context.close();
    }
    if (chosen.includes("typing")) {
      say("typing");
      const desk = await openDesk(browser, url, agent);
      const typing = await measureTyping(desk.page, (work) => underTraffic(world, work));
      results["typing"] = typing;
      aim("typingPressToPaintP95Ms", typing.pressToPaintMs.p95, 50);
      aim("typingLongestTaskMs", typing.longestTaskMs, 100);
      await desk.context.close();
    }
    if (chosen.includes("memory")) {
      say("memory");
      const desk = await openDesk(browser, url, agent);
      await underTraffic(world, async (traffic) => {
        const memory = await measureMemory(desk, traffic);
        results["memory"] = memory;
        aim("memoryGrownPercent", memory.grownPercent, 15);
      });
      await desk.context.close();
    }
    return { ...results, targets };
  } finally {
    await browser.close();
    await world.stop();
  }
}

async function underTraffic(world: LargeWorld, work: (traffic: Traffic) => Promise<void>): Promise<void> {
  const traffic = await startTraffic(world.admin, perSecond);
  try {
    await work(traffic);
  } finally {
    await traffic.stop();
  }
}
