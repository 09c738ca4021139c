import { installIfNeeded, productNode } from "./install.mjs";
import { inProduct } from "./places.mjs";
import { generateClientIfStale } from "./prepare.mjs";
import { runScript } from "./progress.mjs";
import { runShowing } from "./run.mjs";

/** `npm run scenario -- large`: fills the product's empty database with named demo data. */
await runScript(async () => {
  await installIfNeeded();
  await generateClientIfStale();
  return runShowing(productNode(), [inProduct("apps/server/prisma/scenarios/run.ts"), ...process.argv.slice(2)]);
});
