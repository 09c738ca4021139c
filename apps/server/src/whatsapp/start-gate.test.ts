import { expect, test } from "vitest";
import { StartGate } from "./start-gate.ts";

function queued(gate: StartGate, count: number) {
  const begun: number[] = [];
  const turns = Array.from({ length: count }, (_, index) => {
    const turn = gate.take();
    void turn.begins.then(() => begun.push(index));
    return turn;
  });
  return { begun, turns };
}

test("lets so many start at once, and the others as these get further, in the order in which they came", async () => {
  const { begun, turns } = queued(new StartGate(2), 5);
  await Promise.resolve();
  expect(begun).toEqual([0, 1]);
  turns[1]?.end();
  turns[1]?.end();
  await Promise.resolve();
  expect(begun).toEqual([0, 1, 2]);
  turns[0]?.end();
  turns[2]?.end();
  await Promise.resolve();
  expect(begun).toEqual([0, 1, 2, 3, 4]);
});

test("who leaves the queue keeps nobody waiting and takes no place", async () => {
  const { begun, turns } = queued(new StartGate(1), 4);
  turns[1]?.end();
  turns[0]?.end();
  await Promise.resolve();
  expect(begun).toEqual([0, 2]);
  turns[2]?.end();
  await Promise.resolve();
  expect(begun).toEqual([0, 2, 3]);
});
