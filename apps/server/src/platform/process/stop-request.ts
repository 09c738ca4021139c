/**
 * Resolves when this process is asked to end: by a signal, or because the launcher that started it (and holds the other end
 * of the ipc channel) is gone. Being asked a second time ends it at once.
 */
export function nextStopRequest(): Promise<void> {
  // Whoever read our output may be gone too: that is no reason to fall over before all is put away.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  return new Promise((resolve) => {
    let isAsked = false;
    const ask = () => {
      if (isAsked) process.exit(1);
      isAsked = true;
      resolve();
    };
    process.on("SIGINT", ask);
    process.on("SIGTERM", ask);
    if (process.connected) process.once("disconnect", () => !isAsked && ask());
  });
}
