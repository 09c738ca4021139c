import { buffer } from "node:stream/consumers";
import { Worker } from "node:worker_threads";
import type { FileStorage } from "../../../platform/storage/index.ts";
import type { Recording } from "./recording-facts.ts";
import type { FromWorker, ToWorker } from "./recording-worker.ts";

const recordings = /^(audio|video)\//;
export const isRecording = (mimeType: string): boolean => recordings.test(mimeType);

const longestMs = 8000;
const memory = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 32 };

/**
 * Looks into a stored sound or film, in a thread of its own that is ended when it takes too long: a file made with ill will costs
 * a core for a moment, and nobody waits. Throws for what is no recording.
 */
export async function readRecording(
  storage: FileStorage,
  { sha256, size }: { sha256: string; size: number },
): Promise<Recording> {
  const worker = new Worker(new URL("recording-worker.ts", import.meta.url), {
    workerData: { size },
    resourceLimits: memory,
  });
  const { promise, resolve, reject } = Promise.withResolvers<Recording>();
  const deadline = setTimeout(() => reject(new Error("it took too long")), longestMs);
  worker.on("message", (message: FromWorker) => {
    if (message.type === "done") resolve(message.recording);
    else if (message.type === "failed") reject(new Error(message.message));
    else void answer(worker, storage, sha256, message);
  });
  worker.on("error", reject);
  worker.on("exit", () => reject(new Error("the thread ended")));
  try {
    return await promise;
  } finally {
    clearTimeout(deadline);
    await worker.terminate();
  }
}

async function answer(
  worker: Worker,
  storage: FileStorage,
  sha256: string,
  { id, start, end }: Extract<FromWorker, { type: "read" }>,
): Promise<void> {
  const bytes = await buffer(storage.open(sha256, { start, end: end - 1 })).catch(() => null);
  worker.postMessage({ id, bytes } satisfies ToWorker);
}
