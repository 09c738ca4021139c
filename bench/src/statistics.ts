/** What a list of durations (milliseconds) says. */
export type Distribution = { count: number; min: number; p50: number; p95: number; p99: number; max: number };

/** Percentiles by nearest rank. */
export function distributionOf(values: readonly number[]): Distribution {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => round(sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0);
  return { count: sorted.length, min: at(0), p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}

/** Two decimals are more than this machine can tell. */
export const round = (value: number): number => Math.round(value * 100) / 100;

export const median = (values: readonly number[]): number => distributionOf(values).p50;

/** How much `y` grows with each `x`: the median slope between any two points (Theil and Sen), which no outlier bends. */
export function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const slopes = points.flatMap(([x, y], index) =>
    points
      .slice(index + 1)
      .filter(([other]) => other !== x)
      .map(([otherX, otherY]) => (otherY - y) / (otherX - x)),
  );
  const sorted = slopes.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** Does `count` pieces of work, `width` at once. */
export async function inParallel(count: number, width: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: width }, worker));
}

/** Starts work at a steady rate (an open loop: a slow answer does not slow the arrivals) and waits for all of it. */
export async function atRate(perSecond: number, count: number, work: (index: number) => Promise<void>): Promise<void> {
  const started = performance.now();
  const running: Promise<void>[] = [];
  for (let index = 0; index < count; index++) {
    const due = started + (index * 1000) / perSecond;
    const early = due - performance.now();
    if (early > 1) await new Promise((resolve) => setTimeout(resolve, early));
    running.push(work(index));
  }
  await Promise.all(running);
}
