import { installIfNeeded, productNode } from "./install.mjs";
import { inProduct } from "./places.mjs";
import { generateClientIfStale } from "./prepare.mjs";
import { runScript } from "./progress.mjs";
import { runShowing } from "./run.mjs";

/** `npm run test:whatsapp`: the contract of every driver, or of those named: `npm run test:whatsapp -- baileys`. */
await runScript(async () => {
  await installIfNeeded();
  await generateClientIfStale();
  return runShowing(productNode(), [inProduct("scripts/run-whatsapp.ts"), ...process.argv.slice(2)]);
});
