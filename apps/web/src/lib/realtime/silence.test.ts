import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { watchSilence } from "./silence.ts";

let hear: () => void;
const close = vi.fn();
const askServer = vi.fn<() => Promise<boolean>>();
const line = {
  isOpen: () => true,
  onPacket(next: () => void) {
    hear = next;
    return () => undefined;
  },
  close,
};
let watch: ReturnType<typeof watchSilence>;

beforeEach(() => {
  vi.useFakeTimers();
  close.mockReset();
  askServer.mockReset().mockResolvedValue(true);
  watch = watchSilence(line, askServer);
});
afterEach(() => {
  watch.stop();
  vi.useRealTimers();
});

test("while something comes nobody is asked", async () => {
  for (let ping = 0; ping < 10; ping++) {
    await vi.advanceTimersByTimeAsync(2_500);
    hear();
  }
  expect(askServer).not.toHaveBeenCalled();
});

test("silence is looked into after some seconds, and the line given up where nothing answers", async () => {
  askServer.mockImplementation(() => new Promise((resolve) => setTimeout(() => resolve(false), 2_500)));
  await vi.advanceTimersByTimeAsync(6_000);
  expect(askServer).toHaveBeenCalledTimes(1);
  expect(close).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(close).toHaveBeenCalledTimes(1);
  expect(watch.isSilent()).toBe(true);
});

test("a server that answers keeps the line, however silent that is", async () => {
  await vi.advanceTimersByTimeAsync(8_000);
  expect(askServer.mock.calls.length).toBeGreaterThan(1);
  expect(close).not.toHaveBeenCalled();
});

test("what comes while the server is asked keeps the line, too", async () => {
  askServer.mockImplementation(() => new Promise((resolve) => setTimeout(() => resolve(false), 2_500)));
  await vi.advanceTimersByTimeAsync(5_000);
  hear();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(close).not.toHaveBeenCalled();
});

test("a page out of sight is not watched", async () => {
  const hidden = vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(askServer).not.toHaveBeenCalled();
  hidden.mockRestore();
});
