type ReadPlace = () => number | null;

let readPlace: ReadPlace = () => null;
let kept: number | null = null;

/** Up to which number of the stream of events the screen is true; null before the stream has begun. */
export const streamPlace = (): number | null => readPlace();

export const setStreamPlace = (read: ReadPlace): void => {
  readPlace = read;
};

/** What is loaded was true up to this number: the next stream goes on from there. */
export const takeUpStream = (seq: number): void => {
  kept = seq;
};

/** Where the next stream goes on, once. */
export function placeToTakeUp(): number | null {
  const seq = kept;
  kept = null;
  return seq;
}
