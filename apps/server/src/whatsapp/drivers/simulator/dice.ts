/** Numbers from 0 up to 1 that look random and come again in the same order for the same seed and place. */
export type Dice = () => number;

/**
 * Throws for one occasion, as in `diceFor(seed, "send", phone, 3)`: what happens to the third message of a conversation does
 * not depend on what else was going on. FNV-1a seeds mulberry32.
 */
export function diceFor(seed: number, ...place: readonly (string | number)[]): Dice {
  let state = 2_166_136_261 ^ seed;
  for (const character of place.join("\u0000")) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 16_777_619);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A whole number between two, both included. */
export const between = (dice: Dice, [from, to]: readonly [number, number]): number =>
  Math.round(Math.min(from, to) + dice() * Math.abs(to - from));
