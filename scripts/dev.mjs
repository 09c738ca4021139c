import { installIfNeeded, productNode } from "./install.mjs";
import { inProduct } from "./places.mjs";
import { generateClientIfStale } from "./prepare.mjs";
import { runScript } from "./progress.mjs";
import { runShowing } from "./run.mjs";

/** `npm run dev`: web app on 3000 and API on 3001, both reloading when their sources change. */
await runScript(async () => {
  await installIfNeeded();
  await generateClientIfStale();
  return runShowing(productNode(), [inProduct("scripts/run-dev.ts")]);
});
