import { installIfNeeded, productNode } from "./install.mjs";
import { inProduct } from "./places.mjs";
import { generateClientIfStale } from "./prepare.mjs";
import { runScript } from "./progress.mjs";
import { runShowing } from "./run.mjs";

/** `npm test`: every suite of every part, or those named: `npm test -- server web`. */
await runScript(async () => {
  await installIfNeeded();
  await generateClientIfStale();
  return runShowing(productNode(), [inProduct("scripts/run-suites.ts"), ...process.argv.slice(2)]);
});
