import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { anticipate } from "./use-anticipation.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("what is rested on is fetched, what is only passed is not, and a press waits for nothing", () => {
  const fetched: string[] = [];
  const { restOn, pass, press } = anticipate((ticketId) => fetched.push(ticketId));
  for (const row of ["a", "b", "c"]) restOn(row);
  vi.advanceTimersByTime(30);
  expect(fetched).toEqual([]);
  vi.advanceTimersByTime(60);
  expect(fetched).toEqual(["c"]);
  restOn("d");
  pass();
  vi.advanceTimersByTime(500);
  expect(fetched).toEqual(["c"]);
  restOn("e");
  press("e");
  vi.advanceTimersByTime(500);
  expect(fetched).toEqual(["c", "e"]);
});
