import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type ContractReport, contractTable } from "./contract-table.ts";
import { inProduct, withPrograms } from "./places.mjs";

const ending = ".contract.test.ts";

/** Holds drivers to the contract of the port and prints the table, case × driver. Ends with one line: the sum. */
const wanted = process.argv.slice(2);
const known = (await readdir(inProduct("apps/server/test/whatsapp")))
  .filter((file) => file.endsWith(ending))
  .map((file) => file.slice(0, -ending.length));
const unknown = wanted.find((name) => !known.includes(name));
if (unknown !== undefined) {
  process.stderr.write(`There is no driver ${unknown}: there are ${known.join(", ")}.\n`);
  process.exit(1);
}
const folder = await mkdtemp(path.join(tmpdir(), "whatskovi-contract-"));
try {
  const reportFile = path.join(folder, "report.json");
  const code = await runContract(wanted.length === 0 ? known : wanted, reportFile);
  const report = JSON.parse(await readFile(reportFile, "utf8")) as ContractReport;
  const { lines, passed, failed } = contractTable(report);
  process.stdout.write(`\n${lines.join("\n")}\n${passed} passed, ${failed} failed\n`);
  process.exitCode = code === 0 && failed === 0 && passed > 0 ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function runContract(drivers: readonly string[], reportFile: string): Promise<number> {
  const files = drivers.map((driver) => `test/whatsapp/${driver}${ending}`);
  const reporters = ["--reporter=dot", "--reporter=json", `--outputFile.json=${reportFile}`];
  const child = spawn(inProduct("node_modules", ".bin", "vitest"), ["run", ...reporters, ...files], {
    cwd: inProduct("apps/server"),
    env: withPrograms(),
    stdio: ["ignore", "inherit", "inherit"],
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exitCode) => resolve(exitCode ?? 1));
  });
}
