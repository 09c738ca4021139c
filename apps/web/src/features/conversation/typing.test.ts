// @vitest-environment node
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { applyTyping, endTyping, useTyping } from "./typing.ts";
import { sampleMessage } from "./testing/sample-message.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
});
const names = () => (useTyping.getState().typists["t1"] ?? []).map((typist) => typist.name ?? typist.kind);

it("shows colleagues and the customer, never oneself", () => {
  applyTyping({ ticketId: "t1", userId: "me", userName: "Eu" }, "me");
  applyTyping({ ticketId: "t1", userId: "u2", userName: "Ana" }, "me");
  applyTyping({ ticketId: "t1", contactId: "c1" }, "me");
  expect(names()).toEqual(["Ana", "customer"]);
});

it("holds for six seconds after the last sign", () => {
  applyTyping({ ticketId: "t1", userId: "u2", userName: "Ana" }, "me");
  vi.advanceTimersByTime(5000);
  applyTyping({ ticketId: "t1", userId: "u2", userName: "Ana" }, "me");
  vi.advanceTimersByTime(5000);
  expect(names()).toEqual(["Ana"]);
  vi.advanceTimersByTime(1001);
  expect(names()).toEqual([]);
});

it("ends with the message", () => {
  applyTyping({ ticketId: "t1", contactId: "c1" }, "me");
  endTyping({ ticketId: "t1", message: sampleMessage({ id: "a" }) });
  expect(names()).toEqual([]);
});
