/** Something of the server that works beside requests: the relay, the connector, the jobs. */
export type Part = {
  readonly name: string;
  start?(): Promise<void> | void;
  /** Resolves when no work of it is under way. */
  stop?(): Promise<void> | void;
  /** Finishes what waits to be done. */
  drain?(): Promise<void>;
  /** Whether nothing waits to be done. Left out by what gives no work to other parts. */
  isIdle?(): Promise<boolean> | boolean;
};

/** Starts in order; when one cannot start, those before it are stopped again. */
export async function startParts(parts: readonly Part[]): Promise<void> {
  const started: Part[] = [];
  try {
    for (const part of parts) {
      started.push(part);
      await part.start?.();
    }
  } catch (error) {
    await stopParts(started);
    throw error;
  }
}

/** Stops in reverse order; one that fails does not keep the others running. */
export async function stopParts(parts: readonly Part[]): Promise<void> {
  const errors: unknown[] = [];
  for (const part of parts.toReversed()) {
    try {
      await part.stop?.();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw new AggregateError(errors, "some parts of the server did not stop cleanly");
}

/** Drains every part until all are idle at once: what one finishes may be work for another. Throws after `timeoutMs`. */
export async function drainParts(parts: readonly Part[], timeoutMs = 15_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  do {
    for (const part of parts) await part.drain?.();
    const idle = await Promise.all(parts.map(async (part) => (await part.isIdle?.()) ?? true));
    if (idle.every(Boolean)) return;
  } while (Date.now() < deadline);
  throw new Error("the server did not become idle in time");
}
