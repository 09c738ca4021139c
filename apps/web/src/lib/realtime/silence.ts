/** What of a socket's line is watched: every packet counts, also the server's pings (one in 2.5 s). */
export type Line = {
  readonly isOpen: () => boolean;
  /** Calls at each packet that comes, on whichever connection; the answer ends that. */
  readonly onPacket: (hear: () => void) => () => void;
  /** Gives the connection up, so that a new one is looked for. */
  readonly close: () => void;
};

/** Longer than a ping may take to come on a slow line. */
const suspiciousMs = 3_500;
const lookMs = 500;

/**
 * Finds out early that a line broke in silence, as a pulled cable breaks it. Nobody is cut off for silence alone: the server is
 * asked first, and what comes meanwhile counts. A page out of sight is not watched, for browsers let its clocks sleep.
 */
export function watchSilence(line: Line, askServer: () => Promise<boolean>) {
  let heardAt = Date.now();
  let isAsking = false;
  const forget = line.onPacket(() => {
    heardAt = Date.now();
  });
  const isSilent = () => Date.now() - heardAt > suspiciousMs;
  /** Asks whether the server is there, and gives the connection up when neither it nor the answer has come. */
  async function examine(): Promise<void> {
    if (isAsking) return;
    isAsking = true;
    const askedAt = Date.now();
    const isThere = await askServer();
    isAsking = false;
    if (!isThere && heardAt < askedAt && line.isOpen()) line.close();
  }
  const timer = setInterval(() => {
    const isWatched = line.isOpen() && document.visibilityState === "visible";
    if (isWatched && isSilent()) void examine();
  }, lookMs);
  return {
    examine,
    isSilent,
    stop() {
      clearInterval(timer);
      forget();
    },
  };
}
