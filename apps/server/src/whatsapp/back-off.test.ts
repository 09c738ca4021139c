import { expect, test } from "vitest";
import { BackOff } from "./back-off.ts";

const waits = (backOff: BackOff, count: number) => Array.from({ length: count }, () => backOff.next(0));

test("doubles from a second to a minute", () => {
  expect(waits(new BackOff(() => 0.5), 8)).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
});

test("gives or takes a fifth", () => {
  expect(new BackOff(() => 0).next(0)).toBe(800);
  expect(new BackOff(() => 0.999_999).next(0)).toBe(1200);
});

test("begins anew after five minutes online, not before", () => {
  const backOff = new BackOff(() => 0.5);
  waits(backOff, 3);
  backOff.online(1000);
  expect(backOff.next(1000 + 299_999)).toBe(8000);
  backOff.online(1000);
  expect(backOff.next(1000 + 300_000)).toBe(1000);
});

test("restarts at once three times a minute, and no more", () => {
  const backOff = new BackOff();
  const may = (at: number) => backOff.mayRestartAtOnce(at);
  expect([may(0), may(1), may(2), may(3), may(59_999)]).toEqual([true, true, true, false, false]);
  expect([may(60_000), may(60_000)]).toEqual([true, false]);
});
