import type { Notification, Ticket } from "@whatskovi/contract";
import { defaultPreferences } from "@whatskovi/contract/default-preferences";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { sampleMessage } from "../conversation/testing/sample-message.ts";
import { sampleTicket } from "../tickets/testing/sample-ticket.ts";
import { type AnnouncerPorts, createAnnouncer } from "./announcer.ts";
import type { Situation } from "./decide.ts";
import type { Heard } from "./news.ts";
import { createNotices } from "./notices.ts";
import { unattended } from "./testing/unattended.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const me = { id: "me", queueIds: ["q1"] };
const mine = (id: string, fields: Partial<Ticket> = {}) =>
  sampleTicket({ id, status: "OPEN", userId: "me", unreadMessages: 1, ...fields });
const message = (ticketId: string, id: string): Heard => ({
  of: "message",
  ticketId,
  message: sampleMessage({ id, ticketId }),
});
const waiting = (id: string, fields: Partial<Ticket> = {}): Heard => ({
  of: "ticket",
  ticketId: id,
  ticket: sampleTicket({ id, queueId: "q1", unreadMessages: 1, ...fields }),
});
const mention = (id: string, fields: Partial<Notification> = {}): Heard => ({
  of: "notification",
  ticketId: "t9",
  notification: {
    id,
    kind: "MENTION",
    ticketId: "t9",
    ticketNumber: 9,
    contactName: "Márcia",
    messageId: "note",
    messageType: "TEXT",
    text: "veja isto",
    by: { id: "bruno", name: "Bruno" },
    createdAt: "2026-01-31T12:00:00.000Z",
    readAt: null,
    ...fields,
  },
});

function world(ports: Partial<AnnouncerPorts> = {}, situation: Partial<Situation> = {}) {
  const shown: string[] = [];
  const silent: boolean[] = [];
  const counted: string[] = [];
  const sound = vi.fn(async () => true);
  const missed = vi.fn();
  const findTicket = vi.fn(async (): Promise<Ticket | null> => null);
  const announcer = createAnnouncer({
    me: () => me,
    preferences: () => defaultPreferences,
    situation: () => ({ ...unattended, ...situation }),
    findTicket,
    noticesOf: createNotices({
      title: ({ kind, contactName }, count) => `${kind} ${contactName} ${count}`,
      body: ({ text }, _count, showsText) => (showsText ? text : ""),
      summary: (count) => ({ title: `${count} tickets`, body: "" }),
    }),
    show: async ({ title, body }, isSilent) => {
      shown.push(`${title}: ${body}`);
      silent.push(isSilent);
    },
    sound,
    count: (ticketId) => counted.push(ticketId),
    missed,
    ...ports,
  });
  return { announcer, shown, silent, counted, sound, missed, findTicket };
}

const settle = () => vi.advanceTimersByTimeAsync(2000);

test("messages of one customer, close together, are one notice and one sound", async () => {
  const { announcer, shown, silent, sound } = world();
  for (const id of ["a", "b", "c"]) {
    announcer.hear(message("t1", id));
    announcer.learn(mine("t1"));
    await vi.advanceTimersByTimeAsync(100);
  }
  await settle();
  expect(shown).toEqual(["ownMessage Márcia Souza 3: c"]);
  expect(sound).toHaveBeenCalledTimes(1);
  expect(silent).toEqual([true]);
});

test("what is told twice is announced once", async () => {
  const { announcer, shown } = world();
  for (let turn = 0; turn < 2; turn += 1) {
    announcer.hear(message("t1", "a"));
    announcer.hear(mention("n1"));
    announcer.learn(mine("t1"));
    await settle();
  }
  expect(shown).toEqual(["ownMessage Márcia Souza 1: a", "mention Márcia 1: veja isto"]);
});

test("whatever goes on, nobody waits longer than a moment", async () => {
  const { announcer, shown } = world();
  for (let turn = 0; turn < 20; turn += 1) {
    announcer.hear(message("t1", `m${turn}`));
    announcer.learn(mine("t1"));
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(shown.length).toBeGreaterThan(0);
});

test("a new ticket of my queue and its first message are one notice; another queue's is none", async () => {
  const { announcer, shown, counted } = world();
  for (const [id, queueId] of [
    ["t1", "q1"],
    ["t2", "q2"],
  ] as const) {
    announcer.hear(waiting(id, { queueId }));
    announcer.learn(sampleTicket({ id, queueId, unreadMessages: 1 }));
    announcer.hear(message(id, `first of ${id}`));
  }
  await settle();
  expect(shown).toEqual(["queueTicket Márcia Souza 2: first of t1"]);
  expect(new Set(counted)).toEqual(new Set(["t1"]));
});

test("told late, a new ticket is known by the message that began it; a later message is none", async () => {
  const { announcer, shown } = world();
  announcer.hold();
  for (const [id, createdAt] of [
    ["new", "2026-01-31T12:00:00.000Z"],
    ["older", "2026-01-31T11:00:00.000Z"],
  ] as const) {
    announcer.learn(sampleTicket({ id, queueId: "q1", unreadMessages: 1, createdAt }));
    announcer.hear(message(id, `of ${id}`));
  }
  announcer.release();
  await settle();
  expect(shown).toEqual(["queueTicket Márcia Souza 1: of new"]);
});

test("a ticket without a queue waits for whoever sees it", async () => {
  const { announcer, shown } = world();
  announcer.hear(waiting("t1", { queueId: null }));
  announcer.learn(sampleTicket({ id: "t1", queueId: null }));
  await settle();
  expect(shown).toHaveLength(1);
});

test("what is told late waits until all of it is told, and is summed up", async () => {
  const { announcer, shown, sound } = world();
  announcer.hold();
  for (let index = 0; index < 60; index += 1) {
    announcer.learn(mine(`t${index}`));
    announcer.hear(message(`t${index}`, `m${index}`));
  }
  await settle();
  expect(shown).toEqual([]);
  announcer.release();
  await settle();
  expect(shown).toEqual(["60 tickets: "]);
  expect(sound).toHaveBeenCalledTimes(1);
});

test("what was heard before the line broke is said at once", async () => {
  const { announcer, shown } = world();
  announcer.learn(mine("t1"));
  announcer.hear(message("t1", "a"));
  announcer.learn(mine("t1"));
  announcer.hold();
  await settle();
  expect(shown).toHaveLength(1);
});

test("what was before this page is dropped", async () => {
  const { announcer, shown } = world();
  announcer.hold();
  announcer.hear(mention("n1"));
  announcer.drop();
  announcer.release();
  await settle();
  expect(shown).toEqual([]);
});

test("what was read, taken or is out of sight meanwhile is not announced", async () => {
  const { announcer, shown } = world();
  announcer.hear(mention("n1"));
  announcer.hear(mention("n2"));
  announcer.read(["n1", "n2"]);
  announcer.hear(message("read", "a"));
  announcer.learn(mine("read", { unreadMessages: 0 }));
  announcer.hear(waiting("taken"));
  announcer.learn(sampleTicket({ id: "taken", queueId: "q1", status: "OPEN", userId: "carla" }));
  announcer.hear(message("gone", "b"));
  announcer.learn(mine("gone"));
  announcer.forget("gone");
  await settle();
  expect(shown).toEqual([]);
});

test("a message of a ticket that nothing is known of waits for it; with what cannot be had nothing is said", async () => {
  const findTicket = vi.fn(async (ticketId: string) => (ticketId === "t1" ? mine("t1") : null));
  const { announcer, shown } = world({ findTicket });
  announcer.hear(message("t1", "a"));
  announcer.hear(message("t2", "b"));
  await settle();
  expect(shown).toEqual(["ownMessage Márcia Souza 1: a"]);
});

test("who wants to hear only what is meant for them costs no request", async () => {
  const { announcer, findTicket, shown } = world({
    preferences: () => ({ ...defaultPreferences, notifiesOf: "personal" }),
  });
  announcer.hear(message("t1", "a"));
  announcer.hear(mention("n1"));
  await settle();
  expect(findTicket).not.toHaveBeenCalled();
  expect(shown).toEqual(["mention Márcia 1: veja isto"]);
});

test("where our sound cannot be played, the notification makes its own", async () => {
  const { announcer, silent } = world({ sound: async () => false });
  announcer.hear(mention("n1"));
  await settle();
  expect(silent).toEqual([false]);
});

test("where none is wanted, nothing sounds at all", async () => {
  const { announcer, silent, sound } = world({ preferences: () => ({ ...defaultPreferences, sound: "none" }) });
  announcer.hear(mention("n1"));
  await settle();
  expect(sound).not.toHaveBeenCalled();
  expect(silent).toEqual([true]);
});

test("what the browser was not allowed to show is noted, and sounds all the same", async () => {
  const { announcer, shown, sound, missed } = world({}, { mayShow: false });
  announcer.hear(mention("n1"));
  await settle();
  expect(shown).toEqual([]);
  expect(sound).toHaveBeenCalledTimes(1);
  expect(missed).toHaveBeenCalledTimes(1);
});

test("who comes back is not told of what came while they were away, but of what comes then", async () => {
  const now = { isAwayByHand: true };
  const { announcer, shown } = world({}, now);
  announcer.hear(mention("n1"));
  now.isAwayByHand = false;
  announcer.hear(mention("n2"));
  await settle();
  expect(shown).toHaveLength(1);
  now.isAwayByHand = true;
  announcer.hear(mention("n3"));
  await settle();
  expect(shown).toHaveLength(1);
});

test("after the end nothing is announced, whatever still comes", async () => {
  const { announcer, shown } = world();
  announcer.hear(mention("n1"));
  announcer.end();
  announcer.hear(mention("n2"));
  await settle();
  expect(shown).toEqual([]);
});
