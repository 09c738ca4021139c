import type { Tick } from "../../simulated-phones.ts";

const ranks: Readonly<Record<Tick, number>> = { SENT: 1, RECEIVED: 2, READ: 3 };

/** Whether the first says more than the second. */
export const isBeyond = (tick: Tick, other: Tick | null): boolean => other === null || ranks[tick] > ranks[other];
