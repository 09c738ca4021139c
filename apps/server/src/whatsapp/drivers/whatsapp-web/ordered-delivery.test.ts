import { expect, test, vi } from "vitest";
import type { InboundEventInput } from "../../driver.ts";
import { OrderedDelivery } from "./ordered-delivery.ts";

const event = (providerId: string): InboundEventInput => ({ kind: "revoked", providerId, timestamp: 1 });
const log = { debug() {}, info() {}, warn() {}, error() {} };

test("one at a time and in order; what is refused again and again lets the others pass and is not given up", async () => {
  vi.useFakeTimers();
  const stored: string[] = [];
  let isPoisoned = true;
  let underWay = 0;
  const delivery = new OrderedDelivery({
    log,
    deliver: async ([given]) => {
      expect(++underWay).toBe(1);
      await Promise.resolve();
      underWay--;
      const id = given?.kind === "revoked" ? given.providerId : "";
      if (id === "poison" && isPoisoned) throw new Error("refused");
      stored.push(id);
    },
  });
  const confirmed: string[] = [];
  for (const id of ["a", "poison", "b", "c"]) delivery.add([event(id)], () => confirmed.push(id));
  delivery.add([]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(stored).toEqual(["a"]);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(stored).toEqual(["a", "b", "c"]);
  isPoisoned = false;
  await vi.advanceTimersByTimeAsync(60_000);
  await delivery.idle();
  expect(stored).toEqual(["a", "b", "c", "poison"]);
  expect(confirmed).toEqual(stored);
  vi.useRealTimers();
});

test("a stop ends the waiting", async () => {
  const delivery = new OrderedDelivery({
    log,
    deliver: async () => {
      throw new Error("away");
    },
  });
  delivery.add([event("a")]);
  await Promise.resolve();
  delivery.stop();
  await delivery.idle();
});
