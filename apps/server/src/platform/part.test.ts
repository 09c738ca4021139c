import { expect, test } from "vitest";
import { drainParts, type Part, startParts, stopParts } from "./part.ts";

const recorder = () => {
  const seen: string[] = [];
  const part = (name: string, fails?: "start" | "stop"): Part => ({
    name,
    start: () => {
      seen.push(`start ${name}`);
      if (fails === "start") throw new Error(`${name} cannot start`);
    },
    stop: () => {
      seen.push(`stop ${name}`);
      if (fails === "stop") throw new Error(`${name} cannot stop`);
    },
  });
  return { seen, part };
};

test("parts stop in reverse order, and one that fails does not keep the others running", async () => {
  const { seen, part } = recorder();
  await expect(stopParts([part("a"), part("b", "stop"), part("c")])).rejects.toThrow("did not stop cleanly");
  expect(seen).toEqual(["stop c", "stop b", "stop a"]);
});

test("when one cannot start, those before it are stopped again", async () => {
  const { seen, part } = recorder();
  await expect(startParts([part("a"), part("b", "start"), part("c")])).rejects.toThrow("b cannot start");
  expect(seen).toEqual(["start a", "start b", "stop b", "stop a"]);
});

test("draining goes round until all are idle at once: what one finishes may be work for another", async () => {
  const waiting = { first: 0, second: 2 };
  const first: Part = { name: "first", drain: async () => void (waiting.first = 0), isIdle: () => waiting.first === 0 };
  const second: Part = {
    name: "second",
    drain: async () => {
      if (waiting.second === 0) return;
      waiting.second -= 1;
      waiting.first += 1;
    },
    isIdle: () => waiting.second === 0,
  };
  await drainParts([first, second]);
  expect(waiting).toEqual({ first: 0, second: 0 });
});

test("draining what never rests is an error", async () => {
  await expect(drainParts([{ name: "busy", isIdle: () => false }], 20)).rejects.toThrow("did not become idle");
});
