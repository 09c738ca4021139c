import { installIfNeeded, productNode } from "./install.mjs";
import { inProduct } from "./places.mjs";
import { buildWebIfStale, generateClientIfStale } from "./prepare.mjs";
import { runScript } from "./progress.mjs";
import { runShowing } from "./run.mjs";

/** `npm run bench`: every benchmark, or those named: `npm run bench -- ingest --json`. */
await runScript(async () => {
  await installIfNeeded();
  await generateClientIfStale();
  await buildWebIfStale();
  return runShowing(productNode(), [inProduct("bench/src/main.ts"), ...process.argv.slice(2)]);
});
