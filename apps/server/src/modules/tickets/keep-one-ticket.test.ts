import { expect, test } from "vitest";
import { keepOne, type RivalTicket } from "./keep-one-ticket.ts";

const ticket = (id: string, fields: Partial<RivalTicket> = {}): RivalTicket => ({
  id,
  status: "PENDING",
  userId: null,
  createdAt: new Date(1000),
  ...fields,
});

test.each<[string, RivalTicket, RivalTicket]>([
  [
    "the one being served, though it is younger",
    ticket("b", { status: "OPEN", userId: "u", createdAt: new Date(2000) }),
    ticket("a"),
  ],
  ["the one that belongs to somebody", ticket("b", { userId: "u", createdAt: new Date(2000) }), ticket("a")],
  ["the older of two that wait", ticket("b"), ticket("a", { createdAt: new Date(2000) })],
  [
    "the older of two being served",
    ticket("b", { status: "OPEN", userId: "u" }),
    ticket("a", { status: "OPEN", userId: "v", createdAt: new Date(2000) }),
  ],
  ["the first by id, where nothing else tells them apart", ticket("a"), ticket("b")],
])("of two goes on: %s", (_why, kept, closed) => {
  expect(keepOne(kept, closed)).toEqual({ kept, closed });
  expect(keepOne(closed, kept)).toEqual({ kept, closed });
});
