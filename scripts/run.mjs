import { spawn } from "node:child_process";
import { productFolder, withPrograms } from "./places.mjs";
import { Sentence } from "./progress.mjs";

/** Runs a program to its end without showing what it prints, which becomes the error when it fails. */
export async function runQuietly(program, args, options = {}) {
  const child = spawn(program, args, {
    cwd: productFolder,
    env: withPrograms(),
    stdio: ["ignore", "pipe", "pipe"],
    ...options,
  });
  const printed = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => printed.push(chunk));
  const code = await ending(child, program);
  const text = Buffer.concat(printed).toString();
  if (code !== 0) throw new Sentence(`${text.trimEnd()}\n${[program, ...args].join(" ")} failed (${code}).`);
  return text;
}

/** Runs a program to its end, showing what it prints. Resolves to its exit code. */
export async function runShowing(program, args, options = {}) {
  return ending(
    spawn(program, args, { cwd: productFolder, env: withPrograms(), stdio: "inherit", ...options }),
    program,
  );
}

/** Waits for its end; a signal to end goes to the program first, so that nothing is left running. */
async function ending(child, program) {
  const pass = (signal) => {
    child.kill(signal);
    process.exit(1);
  };
  const signals = ["SIGINT", "SIGTERM"];
  for (const signal of signals) process.once(signal, pass);
  try {
    return await new Promise((resolve, reject) => {
      child.once("error", (error) => reject(new Sentence(`${program} could not be run: ${error.message}.`)));
      child.once("close", (code, signal) => resolve(code ?? signal));
    });
  } finally {
    for (const signal of signals) process.off(signal, pass);
  }
}
