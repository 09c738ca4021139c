// @vitest-environment node
import type { TicketEvent } from "@whatskovi/contract";
import { expect, it } from "vitest";
import { isOneLine, outcomeOf } from "./event-folding.ts";

const ana = { id: "u1", name: "Ana" };
const eventOf = (type: TicketEvent["type"], details: TicketEvent["details"] = {}, minute = 0): TicketEvent => ({
  id: `${type}${minute}`,
  type,
  user: ana,
  details,
  createdAt: new Date(Date.UTC(2026, 0, 1, 12, minute)).toISOString(),
});
const tag = (name: string) => ({ tag: { id: name, name } });

it("tags and priority by one person within minutes are one line, and nothing else is", () => {
  const one = eventOf("TAGGED", tag("vip"));
  expect(isOneLine(one, eventOf("PRIORITY_CHANGED", { to: "HIGH" }, 1))).toBe(true);
  expect(isOneLine(one, eventOf("UNTAGGED", tag("vip"), 9))).toBe(false);
  expect(isOneLine(one, eventOf("ACCEPTED"))).toBe(false);
  expect(isOneLine(one, { ...eventOf("TAGGED", tag("b")), user: { id: "u2", name: "Bia" } })).toBe(false);
  expect(isOneLine(undefined, one)).toBe(false);
});

it("says what came of it in the end", () => {
  const events = [
    eventOf("TAGGED", tag("vip")),
    eventOf("TAGGED", tag("novo")),
    eventOf("UNTAGGED", tag("antigo")),
    eventOf("PRIORITY_CHANGED", { to: "LOW" }),
    eventOf("UNTAGGED", tag("novo")),
    eventOf("PRIORITY_CHANGED", { to: "HIGH" }),
  ];
  expect(outcomeOf(events).map(({ type, details }) => [type, details])).toEqual([
    ["TAGGED", { tags: ["vip"] }],
    ["UNTAGGED", { tags: ["antigo"] }],
    ["PRIORITY_CHANGED", { to: "HIGH" }],
  ]);
  expect(outcomeOf([eventOf("TAGGED", tag("a"))])).toHaveLength(1);
});
