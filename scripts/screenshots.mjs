import { installIfNeeded, productNode } from "./install.mjs";
import { inProduct } from "./places.mjs";
import { buildWebIfStale, generateClientIfStale } from "./prepare.mjs";
import { runScript } from "./progress.mjs";
import { runShowing } from "./run.mjs";

/** `npm run screenshots`: every page in both sizes and themes, into docs/images. */
await runScript(async () => {
  await installIfNeeded();
  await generateClientIfStale();
  await buildWebIfStale();
  return runShowing(productNode(), [inProduct("e2e/src/take-screenshots.ts")]);
});
