import { existsSync, readdirSync } from "node:fs";
import { spawn } from "node:child_process";
import { installIfNeeded } from "./install.mjs";
import { inProduct, productFolder, withPrograms } from "./places.mjs";
import { generateClientIfStale } from "./prepare.mjs";
import { runScript, say } from "./progress.mjs";

const parts = ["packages", "apps", "testing"].flatMap((parent) =>
  readdirSync(inProduct(parent)).map((child) => `${parent}/${child}`),
);
const typed = [...parts, "e2e", "bench", "scripts"].filter((part) => existsSync(inProduct(part, "tsconfig.json")));

/** What is checked without running the product, each with the command that does it. */
const checks = {
  format: [["prettier", "--check", "--log-level=warn", "."]],
  lint: [["oxlint", "--type-aware", "--deny-warnings", "--format=unix"]],
  types: typed.map((part) => ["tsc", "-p", part, "--noEmit"]),
  "unused code": [["knip", "--no-progress"]],
  licences: [["node", "scripts/licences.mjs"]],
};

/** `npm run verify`: all checks, or those named: `npm run verify -- lint types`. */
await runScript(async () => {
  await installIfNeeded();
  await generateClientIfStale();
  const chosen = Object.entries(checks).filter(
    ([name]) => process.argv.length <= 2 || process.argv.slice(2).includes(name),
  );
  let failures = 0;
  for (const [name, commands] of chosen) {
    const results = [];
    for (const command of commands) results.push(await run(command));
    const failed = results.filter((result) => result.code !== 0);
    failures += failed.length;
    say(`${failed.length === 0 ? "✓" : "✗"} ${name}`);
    for (const result of failed) say(result.printed.trimEnd().replaceAll(/^/gm, "    "));
  }
  return failures === 0 ? 0 : 1;
});

function run([program, ...args]) {
  const child = spawn(program, args, { cwd: productFolder, env: withPrograms(), stdio: ["ignore", "pipe", "pipe"] });
  const printed = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => printed.push(chunk));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, printed: Buffer.concat(printed).toString() }));
  });
}
