import { SimulatorBehaviour } from "@whatskovi/contract";
import { expect, test } from "vitest";
import { planSend } from "./send-plan.ts";

const mixed = SimulatorBehaviour.parse({
  seed: 7,
  sendDelayMs: [0, 500],
  ackReversedRate: 0.3,
  sendFailureRate: 0.2,
  sendTransientRate: 0.2,
  sendLostAnswerRate: 0.3,
  disconnectInSendRate: 0.2,
});
const plans = (seed: number, phone: string, count = 1000) =>
  Array.from({ length: count }, (_, turn) => planSend({ ...mixed, seed }, phone, turn));

test("the same seed, phone and turn have the same fate; others have another", () => {
  expect(plans(7, "+551")).toEqual(plans(7, "+551"));
  expect(plans(8, "+551")).not.toEqual(plans(7, "+551"));
  expect(plans(7, "+552")).not.toEqual(plans(7, "+551"));
});

test("shares are what was asked for", () => {
  const refused = plans(7, "+551").filter(({ result }) => result === "refused").length;
  expect(refused).toBeGreaterThan(150);
  expect(refused).toBeLessThan(250);
});

test("without mishaps there are none", () => {
  const calm = SimulatorBehaviour.parse({});
  const fates = Array.from({ length: 100 }, (_, turn) => planSend(calm, "+551", turn));
  expect(fates.every(({ result, ticks }) => result === "answered" && ticks === "in_order")).toBe(true);
});
