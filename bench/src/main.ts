import { execFileSync } from "node:child_process";
import os from "node:os";
import { benchIngest } from "./ingest.ts";
import { benchFootprint } from "./footprint.ts";
import { openBenchPostgres } from "./postgres.ts";
import { benchInbox } from "./inbox.ts";
import { benchKill } from "./kill.ts";
import { benchReads } from "./reads.ts";
import { benchSearch } from "./search.ts";
import { benchStart } from "./start.ts";
import { table } from "./table.ts";
import { benchWeb } from "./web.ts";
import { openLargeDatabase } from "./world.ts";

const names = ["ingest", "reads", "search", "start", "web", "kill", "footprint", "inbox"] as const;
type Name = (typeof names)[number];

const onPostgres = {
  ingest: async (adminUrl: string) => benchIngest(await openLargeDatabase(adminUrl)),
  reads: async (adminUrl: string) => benchReads(await openLargeDatabase(adminUrl)),
  inbox: async (adminUrl: string) => benchInbox(await openLargeDatabase(adminUrl)),
  search: async (adminUrl: string) => benchSearch(await openLargeDatabase(adminUrl)),
  kill: benchKill,
  footprint: benchFootprint,
};
type OnPostgres = keyof typeof onPostgres;

const alone = { start: benchStart, web: benchWeb };
type Alone = keyof typeof alone;

/** `npm run bench -- [NAME …] [--json]`: measures, prints a table, or with --json one JSON object as the last line. */
async function main(args: string[]): Promise<void> {
  const isJson = args.includes("--json");
  const asked = args.filter((arg) => !arg.startsWith("--"));
  const unknown = asked.filter((name) => !names.includes(name as Name));
  if (unknown.length > 0)
    throw new Error(`there is no benchmark ${unknown.join(", ")}: choose among ${names.join(", ")}`);
  const chosen = asked.length > 0 ? (asked as Name[]) : [...names];

  const results: Record<string, unknown> = { machine: machine(), commit: commit() };
  const postgres = chosen.some((name) => name in onPostgres) ? await openBenchPostgres() : null;
  try {
    for (const name of chosen) {
      process.stderr.write(`measuring ${name} …\n`);
      results[name] = await (name in onPostgres
        ? onPostgres[name as OnPostgres](postgres?.adminUrl ?? "")
        : alone[name as Alone]());
    }
  } finally {
    await postgres?.stop();
  }
  process.stdout.write(isJson ? `${JSON.stringify(results)}\n` : table(results));
}

const machine = () =>
  `${os.cpus().length} cores, ${os.cpus()[0]?.model ?? "?"}, ${Math.round(os.totalmem() / 2 ** 30)} GiB, ${os.type()} ${os.release()}, Node ${process.versions.node}`;

function commit(): string {
  try {
    return execFileSync("git", ["describe", "--always", "--dirty"], { encoding: "utf8" }).trim();
  } catch {
    return "unknown";
  }
}

await main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
