import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import puppeteer, { type Page } from "puppeteer-core";
import { onTestFinished } from "vitest";
import type { Line } from "./whatsapp-web.fixture.ts";

type Running = { readonly pid: number; readonly parent: number; readonly args: string[] };

function processes(): Running[] {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    try {
      const [state, parent] = readFileSync(`/proc/${pid}/stat`, "utf8")
        .replace(/^.*\) /s, "")
        .split(" ");
      const args = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
      return state === "Z" ? [] : [{ pid: Number(pid), parent: Number(parent), args }];
    } catch {
      return [];
    }
  });
}

/** The processes of a connection's browsers. */
export function browserOf({ connectionId }: { connectionId: string }) {
  const all = processes();
  const browsers = all.filter(({ args }) => args.includes(`--whatskovi-connection=${connectionId}`));
  const below = (pids: number[]): Running[] => {
    const children = all.filter(({ parent }) => pids.includes(parent));
    return children.length === 0 ? [] : [...children, ...below(children.map(({ pid }) => pid))];
  };
  const family = below(browsers.map(({ pid }) => pid));
  return {
    pids: browsers.map(({ pid }) => pid),
    /** They write their command line as one text. */
    renderers: family.filter(({ args }) => args.join(" ").includes("--type=renderer")).map(({ pid }) => pid),
    /** The processes of the clients that started them. */
    clients: browsers.map(({ parent }) => parent),
  };
}

export const isAlive = (pid: number): boolean => processes().some((each) => each.pid === pid);

/** The page itself, as a developer would reach it. */
export async function pageOf(line: Line): Promise<Page> {
  const folder = path.join(line.dataDir, "whatsapp-web", line.connectionId, "session");
  const [port, address] = readFileSync(path.join(folder, "DevToolsActivePort"), "utf8").split("\n");
  const browser = await puppeteer.connect({ browserWSEndpoint: `ws://127.0.0.1:${port}${address}` });
  onTestFinished(() => browser.disconnect());
  const [page] = await browser.pages();
  if (page === undefined) throw new Error("the browser has no page");
  return page;
}
