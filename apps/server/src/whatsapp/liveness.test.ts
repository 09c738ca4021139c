import { pino } from "pino";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Liveness } from "./liveness.ts";
import { defaultTimings } from "./supervision-timings.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function watched(probe: (() => Promise<boolean>) | undefined, random?: () => number) {
  const onDead = vi.fn();
  const liveness = new Liveness({
    driver: probe === undefined ? {} : { probe },
    timings: defaultTimings,
    log: pino({ level: "silent" }),
    onDead,
    now: () => new Date(),
    ...(random && { random }),
  });
  liveness.start();
  return { liveness, onDead };
}

test("hundreds of sessions that came online together do not ask together", async () => {
  const asked: number[] = [];
  for (let index = 0; index < 500; index++)
    watched(async () => {
      asked.push(Date.now());
      return true;
    });
  const begun = Date.now();
  await vi.advanceTimersByTimeAsync(180_000);
  const perSecond = new Map<number, number>();
  for (const at of asked) {
    const second = Math.floor((at - begun) / 1000);
    perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
  }
  expect(Math.max(...perSecond.values())).toBeLessThan(40);
  // Each was asked once a minute, give or take a fifth.
  expect(asked.length).toBeGreaterThan(500 * 2);
  expect(asked.length).toBeLessThan(500 * 4);
});

test("two failures in a row end it, once; an answer between them does not", async () => {
  const answers = [false, true, false, false, false];
  const { onDead } = watched(
    async () => answers.shift() ?? true,
    () => 0.5,
  );
  await vi.advanceTimersByTimeAsync(30_000 + 5000 + 60_000);
  expect([onDead.mock.calls.length, answers.length]).toEqual([0, 2]);
  await vi.advanceTimersByTimeAsync(5000);
  expect(onDead).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(600_000);
  expect([onDead.mock.calls.length, answers.length]).toEqual([1, 1]);
});

test("a probe that hangs, throws or rejects is a failure", async () => {
  for (const probe of [
    () => new Promise<boolean>(() => {}),
    () => Promise.reject(new Error("gone")),
    () => {
      throw new Error("gone at once");
    },
  ]) {
    const { onDead } = watched(probe, () => 0.5);
    await vi.advanceTimersByTimeAsync(30_000 + 11_000 + 5000 + 11_000);
    expect(onDead).toHaveBeenCalledTimes(1);
  }
});

test("an answer that comes when it is online anew, or no more, does not count", async () => {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const probe = vi.fn(() => promise);
  const { liveness, onDead } = watched(probe, () => 0.5);
  await vi.advanceTimersByTimeAsync(30_000);
  liveness.stop();
  liveness.start();
  resolve(false);
  await vi.advanceTimersByTimeAsync(1000);
  liveness.stop();
  await vi.advanceTimersByTimeAsync(600_000);
  expect([probe.mock.calls.length, onDead.mock.calls.length]).toEqual([1, 0]);
});

test("a driver that cannot be asked is left alone", async () => {
  const { liveness, onDead } = watched(undefined);
  await vi.advanceTimersByTimeAsync(600_000);
  expect([onDead.mock.calls.length, liveness.lastAnswerAt]).toEqual([0, null]);
});
