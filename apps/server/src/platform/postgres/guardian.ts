import { spawn } from "node:child_process";

/**
 * Stops PostgreSQL when this process dies without a chance to (kill -9, out of memory): a shell holds one end of a pipe and
 * sees it close. Returns how to dismiss it, after PostgreSQL has ended.
 */
export function guardAgainstOrphan(postmasterPid: number): () => void {
  const script = 'cat >/dev/null; kill -INT "$1" 2>/dev/null';
  const guardian = spawn("/bin/sh", ["-c", script, "whatskovi-database-guardian", String(postmasterPid)], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
    cwd: "/",
  });
  // Where there is no shell, the next start stops what was left behind.
  guardian.on("error", () => undefined);
  guardian.stdin.on("error", () => undefined);
  guardian.unref();
  // A pipe of a child is a socket here, which has the method though the type does not say so.
  (guardian.stdin as unknown as { unref?: () => void }).unref?.();
  return () => void guardian.kill("SIGKILL");
}
