import { readFileSync } from "node:fs";

/** A process, told from later ones that are given the same number. */
export type ProcessIdentity = { readonly pid: number; readonly startedAt: string };

/** This process. */
export const thisProcess = (): ProcessIdentity => ({ pid: process.pid, startedAt: startOf(process.pid) ?? "" });

/** Whether that very process still runs. */
export function isRunning({ pid, startedAt }: ProcessIdentity): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, and belongs to another user.
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
  }
  return process.platform !== "linux" || startOf(pid) === startedAt;
}

/** The start time of a living process, in clock ticks since the machine's; nothing when it has ended. */
function startOf(pid: number): string | undefined {
  try {
    // The name, in brackets, may hold anything; the fields that follow are counted from the state, the third.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    return fields[0] === "Z" ? undefined : fields[19];
  } catch {
    return undefined;
  }
}
