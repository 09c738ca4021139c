import type { NotificationSound } from "@whatskovi/contract";

/** One tone: from one pitch to another in hertz, from when on and how long in seconds, and how loud, 0 to 1. */
type Tone = {
  readonly from: number;
  readonly to: number;
  readonly at: number;
  readonly lasts: number;
  readonly loudness: number;
  readonly shape: OscillatorType;
};

export type Tune = Exclude<NotificationSound, "none">;

/** A struck bell: a fundamental with partials that do not fit it and die sooner. */
const bell = (pitch: number, at: number): Tone[] =>
  [
    [1, 1.1, 0.5],
    [2.76, 0.6, 0.22],
    [5.4, 0.3, 0.1],
  ].map(([ratio = 1, lasts = 1, loudness = 0]) => ({
    from: pitch * ratio,
    to: pitch * ratio,
    at,
    lasts,
    loudness,
    shape: "sine",
  }));

const chimed = (pitch: number, at: number): Tone => ({
  from: pitch,
  to: pitch,
  at,
  lasts: 0.5,
  loudness: 0.45,
  shape: "sine",
});

const knock = (pitch: number, at: number): Tone => ({
  from: pitch,
  to: pitch * 0.7,
  at,
  lasts: 0.09,
  loudness: 0.7,
  shape: "triangle",
});

/** Small sounds as they are made: there are no files to be fetched. */
export const tunes: Readonly<Record<Tune, readonly Tone[]>> = {
  drop: [
    { from: 420, to: 980, at: 0, lasts: 0.16, loudness: 0.6, shape: "sine" },
    { from: 620, to: 1320, at: 0.11, lasts: 0.2, loudness: 0.4, shape: "sine" },
  ],
  chime: [chimed(880, 0), chimed(1108.73, 0.12), chimed(1318.51, 0.24)],
  wood: [knock(720, 0), knock(540, 0.13)],
  bell: bell(740, 0),
};

/** Seconds until the last of it has died away. */
export const lengthOf = (tune: Tune): number => Math.max(...tunes[tune].map(({ at, lasts }) => at + lasts));
