import { setTimeout as delay } from "node:timers/promises";
import { fingerprint, isMadeFrom, markMade } from "./fingerprint.mjs";
import { inProduct, withPrograms } from "./places.mjs";
import { saying } from "./progress.mjs";
import { runQuietly } from "./run.mjs";
import { writeServiceWorker } from "./service-worker.mjs";

const client = "apps/server/src/platform/db/generated";

/** Makes the database client from `schema.prisma`, unless the one that is there was made from the same. */
export async function generateClientIfStale() {
  const print = fingerprint([
    "apps/server/prisma/schema.prisma",
    "apps/server/prisma.config.ts",
    "node_modules/prisma/package.json",
  ]);
  if (isMadeFrom(`${client}/made-from.txt`, print)) return;
  await saying("Making the database client", () =>
    // Generating needs no schema engine, but asks for one, which would have to be downloaded: any program will do.
    runQuietly("prisma", ["generate"], {
      cwd: inProduct("apps/server"),
      env: { ...withPrograms(), PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: "1" },
    }),
  );
  markMade(`${client}/made-from.txt`, print);
}

const web = ["apps/web", "packages/contract/src", "package-lock.json", "scripts/service-worker.mjs"];
const webMark = "apps/web/out/.made-from";

/** Whether the web app must be built before it can be served. */
export const isWebStale = () => !isMadeFrom(webMark, fingerprint(web));

/** Builds the web app into `apps/web/out`, unless what is there was built from the same sources. */
export async function buildWebIfStale() {
  const print = fingerprint(web);
  if (isMadeFrom(webMark, print)) return;
  await saying("Building the web app", () => buildWeb(print.slice(0, 16)));
  markMade(webMark, print);
}

const waitMilliseconds = 3_000;
const longestWaitMilliseconds = 180_000;

async function buildWeb(buildId) {
  const deadline = Date.now() + longestWaitMilliseconds;
  for (;;) {
    try {
      await runQuietly("next", ["build"], {
        cwd: inProduct("apps/web"),
        env: { ...withPrograms(), NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", BUILD_ID: buildId },
      });
      return writeServiceWorker();
    } catch (error) {
      // Somebody else is building in this folder: two builds at once would spoil each other.
      if (!error.message.includes("Another next build process") || Date.now() > deadline) throw error;
      await delay(waitMilliseconds);
    }
  }
}
