// @vitest-environment node
import { describe, expect, it } from "vitest";
import { sampleTicket } from "./testing/sample-ticket.ts";
import { matchesList, type TicketList } from "./ticket-list.ts";

const any: TicketList = { sort: "lastMessageAt" };
const ticket = sampleTicket({
  number: 1042,
  userId: "u1",
  queueId: "q1",
  unreadMessages: 2,
  tags: [{ id: "t1", name: "VIP", color: "#000000" }],
});

describe("whether a ticket belongs into a list", () => {
  it.each<[string, Partial<TicketList>, boolean]>([
    ["no condition", {}, true],
    ["its status", { status: ["PENDING"] }, true],
    ["another status", { status: ["OPEN", "CLOSED"] }, false],
    ["me", { userId: "me" }, true],
    ["nobody", { userId: "none" }, false],
    ["its queue", { queueId: ["q1"] }, true],
    ["another queue", { queueId: ["q2"] }, false],
    ["its queue or another", { queueId: ["q2", "q1"] }, true],
    ["no queue", { queueId: ["none"] }, false],
    ["its tag", { tagId: ["t1"] }, true],
    ["another tag", { tagId: ["t2"] }, false],
    ["its tag or another", { tagId: ["t2", "t1"] }, true],
    ["its priority or another", { priority: ["URGENT", "MEDIUM"] }, true],
    ["another priority", { priority: ["URGENT"] }, false],
    ["from the instant of its last message on", { lastMessageFrom: ticket.lastMessageAt }, true],
    ["before that instant", { lastMessageBefore: ticket.lastMessageAt }, false],
    ["unread", { unread: true }, true],
    ["read", { unread: false }, false],
    ["another number", { connectionId: "w2" }, false],
    ["part of the name without its accent", { q: "marcia" }, true],
    ["another name", { q: "joão" }, false],
    ["part of the phone as people write it", { q: "(11) 98765" }, true],
    ["the ticket's number", { q: "#1042" }, true],
    ["two conditions of which one fails", { tagId: ["t1"], queueId: ["q2"] }, false],
  ])("%s", (_, list, expected) => {
    expect(matchesList(ticket, { ...any, ...list }, "u1")).toBe(expected);
  });
});
