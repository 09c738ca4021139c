// @vitest-environment node
import type { TicketEvent } from "@whatskovi/contract";
import { describe, expect, it } from "vitest";
import { sampleTicket } from "../tickets/testing/sample-ticket.ts";
import { sampleMessage } from "./testing/sample-message.ts";
import { buildTimeline, firstUnreadOf, type PendingMessage, type TimelineInput } from "./timeline.ts";

const at = (day: number, minute: number, second = 0) =>
  new Date(Date.UTC(2026, 0, day, 12, minute, second)).toISOString();
const pendingOf = (id: string, createdAt: string): PendingMessage => ({
  id,
  ticketId: "t1",
  to: "Ana",
  body: id,
  isPrivate: false,
  quotedMessageId: null,
  file: null,
  state: "sending",
  progress: 0,
  error: null,
  isAttempted: false,
  isKept: true,
  createdAt,
});
const eventOf = (id: string, createdAt: string): TicketEvent => ({
  id,
  type: "ACCEPTED",
  user: null,
  details: {},
  createdAt,
});
const build = (input: Partial<TimelineInput>) =>
  buildTimeline({
    messages: [],
    pending: [],
    events: [],
    ticket: sampleTicket({ id: "t1", createdAt: at(1, 0) }),
    earlier: [],
    hasOlder: false,
    hasNewer: false,
    firstUnreadId: null,
    unreadCount: 0,
    me: "u1",
    dayOf: (instant) => instant.slice(0, 10),
    ...input,
  });
const keys = (input: Partial<TimelineInput>) => build(input).map((row) => row.key);

describe("the conversation from top to bottom", () => {
  it("is in order of time, with a line for each day", () => {
    const messages = [sampleMessage({ id: "b", sentAt: at(2, 0) }), sampleMessage({ id: "a", sentAt: at(1, 0) })];
    expect(keys({ messages })).toEqual(["day:2026-01-01", "a", "day:2026-01-02", "b"]);
  });

  it("gives a bubble that stays where it is the same to draw, whatever else comes", () => {
    const messages = ["a", "b", "c"].map((id, index) => sampleMessage({ id, sentAt: at(1, index) }));
    const drawn = (input: Partial<TimelineInput>) =>
      build({ messages, ...input }).flatMap((row) => (row.kind === "message" ? [[row.message, row.place]] : []));
    const [before, after] = [drawn({}), drawn({ events: [eventOf("e", at(1, 30))], unreadCount: 3 })];
    expect(before).toHaveLength(3);
    for (const [index, parts] of before.entries())
      for (const [part, value] of parts.entries()) expect(after[index]?.[part]).toBe(value);
  });

  it("groups what one author wrote within minutes", () => {
    const messages = [
      sampleMessage({ id: "a", sentAt: at(1, 0) }),
      sampleMessage({ id: "b", sentAt: at(1, 1) }),
      sampleMessage({ id: "c", sentAt: at(1, 20) }),
      sampleMessage({ id: "d", sentAt: at(1, 21), direction: "OUTBOUND", userId: "u1" }),
      sampleMessage({ id: "e", sentAt: at(1, 22), direction: "OUTBOUND", userId: "u1", isPrivate: true }),
    ];
    const places = build({ messages }).flatMap((row) =>
      "place" in row ? [`${row.key}${row.place.isFirst ? "^" : ""}${row.place.isLast ? "$" : ""}`] : [],
    );
    expect(places).toEqual(["a^", "b$", "c^$", "d^$", "e^$"]);
  });

  it("shows what is on its way at the bottom, and once when it has arrived", () => {
    const messages = [sampleMessage({ id: "a", sentAt: at(1, 5) }), sampleMessage({ id: "x", sentAt: at(1, 6) })];
    expect(keys({ messages, pending: [pendingOf("x", at(1, 1)), pendingOf("y", at(1, 1))] })).toEqual([
      "day:2026-01-01",
      "a",
      "x",
      "y",
    ]);
  });

  it("lets what one is sending join what one has sent", () => {
    const messages = [sampleMessage({ id: "a", sentAt: at(1, 5), direction: "OUTBOUND", userId: "u1" })];
    const rows = build({ messages, pending: [pendingOf("y", at(1, 6))] });
    expect(rows.at(-1)).toMatchObject({ key: "y", place: { isFirst: false, isLast: true } });
  });

  it("holds events back that are older than the loaded messages", () => {
    const messages = [sampleMessage({ id: "b", sentAt: at(1, 5) })];
    const events = [eventOf("opened", at(1, 0)), eventOf("accepted", at(1, 6))];
    expect(keys({ messages, events, hasOlder: true })).toEqual(["b", "accepted"]);
    expect(keys({ messages, events })).toEqual(["day:2026-01-01", "opened", "b", "accepted"]);
  });

  it("shows the opening above the message that opened it", () => {
    const opened: TicketEvent = { ...eventOf("opened", at(1, 5, 2)), type: "OPENED" };
    const messages = [sampleMessage({ id: "a", sentAt: at(1, 5, 1) }), sampleMessage({ id: "b", sentAt: at(1, 6) })];
    expect(keys({ messages, events: [opened] })).toEqual(["day:2026-01-01", "opened", "a", "b"]);
  });

  it("marks where reading left off", () => {
    const messages = [1, 2, 3].map((minute) => sampleMessage({ id: `m${minute}`, sentAt: at(1, minute) }));
    const firstUnreadId = firstUnreadOf(messages, 2);
    expect(firstUnreadId).toBe("m2");
    expect(keys({ messages, firstUnreadId, unreadCount: 2 })).toEqual(["day:2026-01-01", "m1", "unread", "m2", "m3"]);
    expect(firstUnreadOf(messages, 0)).toBeNull();
    expect(firstUnreadOf(messages, 9)).toBeNull();
  });

  it("keeps its first row when older ones come above it", () => {
    const messages = [3, 4].map((minute) => sampleMessage({ id: `m${minute}`, sentAt: at(1, minute) }));
    const before = keys({ messages, hasOlder: true });
    const after = keys({ messages: [sampleMessage({ id: "m1", sentAt: at(1, 1) }), ...messages], hasOlder: true });
    expect(after.slice(-before.length)).toEqual(before);
  });

  it("shows a part in the middle without what follows it", () => {
    const messages = [sampleMessage({ id: "b", sentAt: at(1, 5) })];
    const events = [eventOf("before", at(1, 4)), eventOf("after", at(1, 6))];
    const part = { messages, events, hasOlder: true, hasNewer: true, pending: [pendingOf("y", at(1, 7))] };
    expect(keys(part)).toEqual(["b"]);
  });

  it("has the earlier tickets above, each under its line and with days of its own", () => {
    const earlier = [2, 1].map((day) => sampleTicket({ id: `old${day}`, createdAt: at(day, 0) }));
    const messages = [
      sampleMessage({ id: "now", sentAt: at(3, 0) }),
      sampleMessage({ id: "late", ticketId: "old1", sentAt: at(2, 30) }),
      sampleMessage({ id: "x", ticketId: "old2", sentAt: at(2, 5) }),
      sampleMessage({ id: "early", ticketId: "old1", sentAt: at(1, 0) }),
    ];
    const input = { messages, earlier, events: [eventOf("accepted", at(3, 1))] };
    const [first, ...others] = keys(input);
    expect(first).toBe("ticket:old1");
    expect(others).toEqual([
      "day:old1:2026-01-01",
      "early",
      "day:old1:2026-01-02",
      "late",
      "ticket:old2",
      "day:old2:2026-01-02",
      "x",
      "ticket:t1",
      "day:2026-01-03",
      "now",
      "accepted",
    ]);
    expect(keys({ ...input, hasOlder: true })[0]).toBe("early");
  });
});
