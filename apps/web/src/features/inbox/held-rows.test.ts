// @vitest-environment node
import type { Ticket } from "@whatskovi/contract";
import { expect, it } from "vitest";
import { sampleTicket } from "../tickets/testing/sample-ticket.ts";
import { holdRows, liveRows, type ListRow } from "./held-rows.ts";

const [a, b, c, d, e] = ["a", "b", "c", "d", "e"].map((id) => sampleTicket({ id })) as [
  Ticket,
  Ticket,
  Ticket,
  Ticket,
  Ticket,
];
const ids = (rows: readonly ListRow[]) =>
  rows.map((row) => (row.isGone ? `(${row.ticket.id})` : row.ticket.id)).join("");
const shown = (...tickets: Ticket[]) => liveRows(tickets).rows;

it("new ones above and between wait, and are counted", () => {
  const held = holdRows(shown(a, b), [d, a, e, b]);
  expect([ids(held.rows), held.arrivals]).toEqual(["ab", 2]);
});

it("what moves keeps its place and shows what is new of it", () => {
  const later = { ...b, unreadMessages: 3 };
  const held = holdRows(shown(a, b, c), [later, a, c]);
  expect(ids(held.rows)).toBe("abc");
  expect(held.rows[1]?.ticket.unreadMessages).toBe(3);
  expect(held.arrivals).toBe(0);
});

it("what leaves keeps its place and says so; back again it is as before", () => {
  const held = holdRows(shown(a, b, c), [a, c]);
  expect(ids(held.rows)).toBe("a(b)c");
  expect(ids(holdRows(held.rows, [a, b, c]).rows)).toBe("abc");
});

it("a further page is added behind", () => {
  const held = holdRows(shown(a, b), [a, b, c, d]);
  expect([ids(held.rows), held.arrivals]).toEqual(["abcd", 0]);
});

it("a page stays when a row of before moves behind it", () => {
  const paged = holdRows(shown(a, b), [a, b, c]);
  const held = holdRows(paged.rows, [b, c, a]);
  expect([ids(held.rows), held.arrivals]).toEqual(["abc", 0]);
});

it("applied again it changes nothing", () => {
  const live = [d, c, a, e];
  const once = holdRows(shown(a, b, c), live);
  const twice = holdRows(once.rows, live);
  expect(twice).toEqual(once);
  expect(twice.rows.every((row, index) => row === once.rows[index])).toBe(true);
});

it("when all have left, what came is shown behind them", () => {
  expect(ids(holdRows(shown(a, b), [c]).rows)).toBe("(a)(b)c");
});
