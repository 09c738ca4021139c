import { expect, test } from "vitest";
import type { DriverMemory } from "../../driver.ts";
import { SentLog } from "./sent-log.ts";

const day = 24 * 60 * 60_000;
const key = "true_5511988887777@c.us_3EB0A_out";

function createMemory() {
  const values = new Map<string, Uint8Array>();
  const memory: DriverMemory = {
    get: async () => new Map(),
    list: async () => new Map(values),
    set: async (entries) => {
      for (const { id, value } of entries) {
        if (value === null) values.delete(id);
        else values.set(id, value);
      }
    },
  };
  return { values, memory };
}

test("what was handed over is known after a restart; what was settled or is old is forgotten", async () => {
  const { values, memory } = createMemory();
  const log = new SentLog(memory);
  await log.begin("begun", ["a@c.us"], 1000);
  await log.begin("handed", ["a@c.us"], 1000);
  await log.handOver("handed", key);
  await log.begin("settled", ["a@c.us"], 1000);
  await log.settle("settled");
  await log.settle("settled");
  await expect(log.handOver("never", key)).rejects.toThrow();

  const again = new SentLog(memory);
  await again.load(2000);
  expect(again.find("begun", 1000, 2000)).toMatchObject({ key: null });
  expect(again.find("handed", 1000, 2000)).toMatchObject({ key });
  expect(again.messageIdOf("out:3EB0A")).toBe("handed");
  expect(again.find("settled", 1000, 2000)).toBeNull();
  expect(again.find("settled", 1000, 1000 + 5 * day)).toBe("unknown");

  await new SentLog(memory).load(1000 + 8 * day);
  expect(values.size).toBe(0);
});

test("a second try of the same message begins anew", async () => {
  const { memory } = createMemory();
  const log = new SentLog(memory);
  await log.begin("m", ["a@c.us"], 1000);
  await log.handOver("m", key);
  await log.begin("m", ["a@c.us"], 2000);
  expect(log.find("m", 1000, 2000)).toMatchObject({ key: null, begunAt: 2000 });
});
