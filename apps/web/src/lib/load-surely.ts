const firstPauseMs = 1000;
const longestPauseMs = 15_000;

/**
 * Loads what the app cannot do without, again and again until it comes: a line may be down, or a new version just be put in place.
 * `isWanted` ends that; then nothing is answered.
 */
export async function loadSurely<Value>(load: () => Promise<Value>, isWanted: () => boolean): Promise<Value | null> {
  for (let pause = firstPauseMs; isWanted(); pause = Math.min(longestPauseMs, pause * 2)) {
    const loaded = await load().catch(() => null);
    if (loaded !== null) return loaded;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  return null;
}

/** Begins something whose code comes by itself. The answer ends it, or calls it off. */
export function beginSurely<Module>(load: () => Promise<Module>, begin: (module: Module) => () => void): () => void {
  let end: (() => void) | null = null;
  let isOver = false;
  void loadSurely(load, () => !isOver).then((module) => {
    if (module !== null && !isOver) end = begin(module);
  });
  return () => {
    isOver = true;
    end?.();
  };
}
