import { spawn } from "node:child_process";
import { installIfNeeded, productNode } from "./install.mjs";
import { onceOrphaned } from "./orphaned.mjs";
import { inProduct, productFolder, withPrograms } from "./places.mjs";
import { buildWebIfStale, generateClientIfStale, isWebStale } from "./prepare.mjs";
import { runScript } from "./progress.mjs";
import { runShowing } from "./run.mjs";

const server = inProduct("apps/server/src/main.ts");

/** `npm start`: makes ready what is not, then runs the server until it ends or is told to. */
await runScript(async () => {
  await installIfNeeded();
  await generateClientIfStale();
  if (isWebStale()) {
    // What is wrong with the settings is said before a minute of building, not after.
    const code = await runShowing(productNode(), [server, "--check"]);
    if (code !== 0) return code;
    await buildWebIfStale();
  }
  return runServer();
});

function runServer() {
  // The server has a session of its own, so that Ctrl-C reaches it once, through here. It watches the ipc channel: when this
  // process dies, it stops.
  const child = spawn(productNode(), ["--disable-warning=ExperimentalWarning", server], {
    cwd: productFolder,
    env: withPrograms(),
    detached: true,
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  let askedAt = 0;
  const ask = () => {
    if (askedAt === 0) child.kill("SIGTERM");
    askedAt ||= Date.now();
  };
  const askOrForce = () => {
    // npm and the terminal both pass on the same Ctrl-C; a second one, later, means now.
    if (askedAt !== 0 && Date.now() - askedAt > 1_000) child.kill("SIGKILL");
    else ask();
  };
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, askOrForce);
  onceOrphaned(ask);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve(code ?? (signal === null ? 0 : 1)));
  });
}
