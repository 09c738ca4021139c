/** How patient supervision is. Milliseconds. */
export type SupervisionTimings = {
  /** Between two looks at whether a session still answers, give or take a fifth. */
  readonly probeEveryMs: number;
  /** Sooner, after a look that failed. */
  readonly probeAgainMs: number;
  readonly probeTimeoutMs: number;
  /** Between two notes of who is online: how exactly the beginning of an interruption is known after a crash. */
  readonly heartbeatMs: number;
  /** A shorter interruption is none. */
  readonly gapAfterMs: number;
  /** Nothing more of an interruption came for so long: its report is complete. Longer where WhatsApp alone sends again. */
  readonly quietMs: number;
  readonly quietWithoutCatchUpMs: number;
  /** Before each attempt to fetch what was missed; then it is given up. */
  readonly catchUpWaitsMs: readonly number[];
  /** A number that is away for so long is told to administrators. */
  readonly lostAfterMs: number;
};

export const defaultTimings: SupervisionTimings = {
  probeEveryMs: 60_000,
  probeAgainMs: 5000,
  probeTimeoutMs: 10_000,
  heartbeatMs: 10_000,
  gapAfterMs: 5000,
  quietMs: 5000,
  quietWithoutCatchUpMs: 60_000,
  catchUpWaitsMs: [0, 5000, 30_000],
  lostAfterMs: 60_000,
};
