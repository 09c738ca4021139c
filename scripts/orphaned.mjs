import { readFileSync } from "node:fs";

const everyMilliseconds = 500;

/** Calls back when npm, which started this, is gone without saying so (kill -9). Started without npm, this lives on its own. */
export function onceOrphaned(callback) {
  if (process.env.npm_lifecycle_event === undefined) return;
  // Where there is no exec, a shell stands between npm and this, and outlives npm.
  const parent = process.ppid;
  const grandparent = parentOf(parent);
  const timer = setInterval(() => {
    if (process.ppid === parent && parentOf(parent) === grandparent) return;
    clearInterval(timer);
    callback();
  }, everyMilliseconds);
  timer.unref();
}

function parentOf(pid) {
  try {
    // The name, in brackets, may hold anything; after it come the state and the parent.
    return readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ")[1];
  } catch {
    return undefined;
  }
}
