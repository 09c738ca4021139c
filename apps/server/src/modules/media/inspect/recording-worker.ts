import { parentPort, workerData } from "node:worker_threads";
import { readRecordingFacts } from "./recording-facts.ts";

/** What goes between a thread that looks into a recording and who began it. */
export type FromWorker =
  | { readonly type: "read"; readonly id: number; readonly start: number; readonly end: number }
  | { readonly type: "done"; readonly recording: Awaited<ReturnType<typeof readRecordingFacts>> }
  | { readonly type: "failed"; readonly message: string };
export type ToWorker = { readonly id: number; readonly bytes: Uint8Array | null };

const waiting = new Map<number, PromiseWithResolvers<Uint8Array>>();
let lastId = 0;

const tell = (message: FromWorker) => parentPort?.postMessage(message);

parentPort?.on("message", ({ id, bytes }: ToWorker) => {
  const asked = waiting.get(id);
  waiting.delete(id);
  if (bytes === null) asked?.reject(new Error("the bytes could not be read"));
  else asked?.resolve(bytes);
});

function read(start: number, end: number): Promise<Uint8Array> {
  const asked = Promise.withResolvers<Uint8Array>();
  waiting.set(++lastId, asked);
  tell({ type: "read", id: lastId, start, end });
  return asked.promise;
}

try {
  tell({ type: "done", recording: await readRecordingFacts((workerData as { size: number }).size, read) });
} catch (error) {
  tell({ type: "failed", message: error instanceof Error ? error.message : String(error) });
}
