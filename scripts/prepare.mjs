import { fingerprint, isMadeFrom, markMade } from "./fingerprint.mjs";
import { inProduct, withPrograms } from "./places.mjs";
import { saying } from "./progress.mjs";
import { runQuietly } from "./run.mjs";

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

/** Builds the web app into `apps/web/out`, unless what is there was built from the same sources. */
export async function buildWebIfStale() {
  const print = fingerprint(["apps/web", "packages/contract/src", "package-lock.json"]);
  const mark = "apps/web/out/.made-from";
  if (isMadeFrom(mark, print)) return;
  await saying("Building the web app", () =>
    runQuietly("next", ["build"], {
      cwd: inProduct("apps/web"),
      env: { ...withPrograms(), NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    }),
  );
  markMade(mark, print);
}
