// @vitest-environment node
import { expect, test, vi } from "vitest";
import { createStream, type StreamEvent, type SyncPage } from "./catch-up.ts";

const event = (seq: number | null): StreamEvent => ({ name: "ticket:update", payload: seq, seq });

function world(
  pages: (since: number) => Promise<SyncPage>,
  keptUpTo: number | null = null,
  onApply: (seq: number | null, isRepeated: boolean) => void = () => {},
) {
  const applied: (number | null)[] = [];
  const refetchVisible = vi.fn();
  const startAnew = vi.fn();
  const setCaughtUp = vi.fn();
  const fetchPage = vi.fn(pages);
  const ports = {
    fetchPage,
    apply({ seq }: StreamEvent, isRepeated: boolean) {
      applied.push(seq);
      onApply(seq, isRepeated);
    },
    refetchVisible,
    startAnew,
    isTooOld: (error: unknown) => error === "too old",
    wait: async () => undefined,
    setCaughtUp,
  };
  return { stream: createStream(ports, keptUpTo), applied, refetchVisible, startAnew, setCaughtUp, fetchPage };
}

const nothing = async (since: number): Promise<SyncPage> => ({ seq: since, events: [], hasMore: false });

test("the first connection refetches what was loaded before it, and asks for nothing missed", async () => {
  const { stream, applied, refetchVisible, fetchPage } = world(nothing);
  await stream.ready(10);
  stream.receive(event(11));
  expect(refetchVisible).toHaveBeenCalledTimes(1);
  expect(fetchPage).not.toHaveBeenCalled();
  expect(applied).toEqual([11]);
});

test("after an interruption it fetches page by page from where it was; live events wait their turn", async () => {
  let release = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { stream, applied, fetchPage } = world(async (since) => {
    if (since === 10) return { seq: 13, events: [event(12), event(13)], hasMore: true };
    await gate;
    return { seq: 15, events: [event(14), event(15)], hasMore: false };
  });
  await stream.ready(10);
  stream.receive(event(11));
  stream.interrupted();
  const caughtUp = stream.ready(14);
  stream.receive(event(15));
  stream.receive(event(16));
  release();
  await caughtUp;
  expect(fetchPage.mock.calls.map(([since]) => since)).toEqual([10, 13]);
  // The page told 15 already; handlers bear repetition.
  expect(applied).toEqual([11, 12, 13, 14, 15, 15, 16]);
});

test("asks for the last number again: the line may have broken between two events of it", async () => {
  const { stream, fetchPage, applied } = world(async () => ({ seq: 10, events: [event(10)], hasMore: false }));
  await stream.ready(10);
  stream.interrupted();
  await stream.ready(10);
  expect(fetchPage).toHaveBeenCalledExactlyOnceWith(9);
  expect(applied).toEqual([10]);
});

test("two events of one number are both applied", async () => {
  const { stream, applied } = world(nothing);
  await stream.ready(10);
  stream.receive(event(11));
  stream.receive(event(11));
  expect(applied).toEqual([11, 11]);
});

test("too long ago: starts anew and goes on from now", async () => {
  const { stream, applied, startAnew } = world(() => Promise.reject("too old"));
  await stream.ready(10);
  stream.interrupted();
  await stream.ready(900);
  stream.receive(event(901));
  expect(startAnew).toHaveBeenCalledTimes(1);
  expect(applied).toEqual([901]);
});

test("what was kept from an earlier visit is caught up with, as after an interruption", async () => {
  const { stream, applied, refetchVisible, fetchPage } = world(
    async () => ({ seq: 12, events: [event(11), event(12)], hasMore: false }),
    10,
  );
  expect(stream.place()).toBe(10);
  await stream.ready(12);
  expect(fetchPage).toHaveBeenCalledExactlyOnceWith(9);
  expect(applied).toEqual([11, 12]);
  expect(refetchVisible).not.toHaveBeenCalled();
  expect(stream.place()).toBe(12);
});

test.each([
  ["of so long ago that fetching anew is faster", 10, 9000],
  ["of a server whose stream has begun again", 500, 3],
])("what was kept %s is not caught up with", async (_why, kept, now) => {
  const { stream, startAnew, fetchPage } = world(nothing, kept);
  await stream.ready(now);
  expect(startAnew).toHaveBeenCalledTimes(1);
  expect(fetchPage).not.toHaveBeenCalled();
  expect(stream.place()).toBe(now);
});

test("tries again when a page cannot be had", async () => {
  const pages = vi.fn(nothing).mockRejectedValueOnce("no answer");
  const { stream, fetchPage, applied } = world(pages);
  await stream.ready(10);
  stream.interrupted();
  await stream.ready(12);
  stream.receive(event(13));
  expect(fetchPage).toHaveBeenCalledTimes(2);
  expect(applied).toEqual([13]);
});

test("a second interruption makes the first catching up void", async () => {
  let answerFirst = (_page: SyncPage) => {};
  const first = new Promise<SyncPage>((resolve) => {
    answerFirst = resolve;
  });
  const pages = vi
    .fn<(since: number) => Promise<SyncPage>>()
    .mockReturnValueOnce(first)
    .mockResolvedValue({ seq: 12, events: [event(12)], hasMore: false });
  const { stream, applied } = world(pages);
  await stream.ready(10);
  stream.interrupted();
  const void_ = stream.ready(11);
  stream.interrupted();
  await stream.ready(12);
  answerFirst({ seq: 11, events: [event(11)], hasMore: false });
  await void_;
  expect(applied).toEqual([12]);
});

test("what is not numbered passes at once, even while catching up", async () => {
  const { stream, applied } = world(() => new Promise(() => undefined));
  await stream.ready(10);
  stream.interrupted();
  void stream.ready(12);
  stream.receive(event(null));
  expect(applied).toEqual([null]);
});

test("what was missed is told apart from what happens now, also when the line breaks on the way", async () => {
  let release = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { stream, setCaughtUp } = world(async (since) => {
    await gate;
    return { seq: since + 1, events: [event(since + 1)], hasMore: false };
  }, 10);
  const states = () => setCaughtUp.mock.calls.map(([isCaughtUp]) => isCaughtUp as boolean);
  const first = stream.ready(11);
  expect(states()).toEqual([false]);
  stream.interrupted();
  release();
  await first;
  expect(states()).toEqual([false, false]);
  await stream.ready(12);
  expect(states().at(-1)).toBe(true);
});

test("what was told before the line broke is told once more, and said to be repeated", async () => {
  const told: [number | null, boolean][] = [];
  const { stream } = world(
    async () => ({ seq: 12, events: [event(10), event(11), event(12)], hasMore: false }),
    10,
    (seq, isRepeated) => void told.push([seq, isRepeated]),
  );
  await stream.ready(12);
  stream.receive(event(13));
  expect(told).toEqual([
    [10, true],
    [11, false],
    [12, false],
    [13, false],
  ]);
});
