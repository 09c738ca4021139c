// @vitest-environment node
import { expect, test } from "vitest";
import { complete, triggerAt } from "./completion.ts";

const all = ["emoji", "reply", "mention"] as const;
const at = (text: string, caret = text.length) => triggerAt(text, caret, all);

test("a sign at the start or behind a space asks", () => {
  expect(at("/bo")).toEqual({ kind: "reply", query: "bo", from: 0, to: 3 });
  expect(at("Olá /")).toEqual({ kind: "reply", query: "", from: 4, to: 5 });
  expect(at("Que bom :sorr")).toEqual({ kind: "emoji", query: "sorr", from: 8, to: 13 });
  expect(at("veja @")).toEqual({ kind: "mention", query: "", from: 5, to: 6 });
  expect(at("veja @Ana So")).toEqual({ kind: "mention", query: "Ana So", from: 5, to: 12 });
  expect(at("linha\n/oi")).toMatchObject({ kind: "reply", from: 6 });
});

test.each(["https://", "1/2", "às 10:30", "eva@example.com", "/ola tudo", ":)", ":a", "C:\\x"])(
  "%s asks for nothing",
  (text) => {
    expect(at(text)).toBeNull();
  },
);

test("only what stands before the caret counts, and only what is asked for here", () => {
  expect(at("/boa tarde", 4)).toMatchObject({ kind: "reply", query: "boa" });
  expect(triggerAt("@Ana", 4, ["emoji", "reply"])).toBeNull();
});

test("what is chosen takes its place", () => {
  expect(complete("Oi :sorr tudo", { from: 3, to: 8 }, "😀")).toEqual({ text: "Oi 😀 tudo", caret: 5 });
});

test("a long text costs no more than a short one", () => {
  const long = "palavra ".repeat(100_000);
  const started = performance.now();
  for (let round = 0; round < 1000; round++) triggerAt(long, long.length, all);
  expect(performance.now() - started).toBeLessThan(500);
});
