/** The one that plays: whoever begins silences it. */
let playing: HTMLAudioElement | null = null;

/** How those that are on the screen are begun, by message. */
const offered = new Map<string, () => void>();

/** Which voice note follows which, as the open conversation has them. */
let following: ReadonlyMap<string, string> = new Map();

/** One sound at a time. */
export function beginVoice(element: HTMLAudioElement): void {
  if (playing !== element) playing?.pause();
  playing = element;
}

/** A voice note is on the screen and can be begun; the answer takes that back. */
export function offerVoice(messageId: string, play: () => void): () => void {
  offered.set(messageId, play);
  return () => {
    if (offered.get(messageId) === play) offered.delete(messageId);
  };
}

/** Tells which voice notes stand directly below one another: those play on by themselves. */
export function setFollowing(pairs: ReadonlyMap<string, string>): void {
  following = pairs;
}

/** A voice note has come to its end: the next one goes on, if it follows at once and is on the screen. */
export function playFollowing(messageId: string): void {
  const next = following.get(messageId);
  if (next !== undefined) offered.get(next)?.();
}
