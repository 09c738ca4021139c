import { QueryClient } from "@tanstack/react-query";
import type { Notification } from "@whatskovi/contract";
import { beforeEach, describe, expect, test } from "vitest";
import { sampleMessage } from "../conversation/testing/sample-message.ts";
import { sampleTicket } from "../tickets/testing/sample-ticket.ts";
import { applyRead, notificationKeys, type NotificationPage, type NotificationPages } from "./notification-cache.ts";
import { notificationHandlers } from "./notification-realtime.ts";

const idOf = (place: number) => `01990000-0000-7000-8000-${String(place).padStart(12, "0")}`;
const sample = (place: number, fields: Partial<Notification> = {}): Notification => ({
  id: idOf(place),
  kind: "MENTION",
  ticketId: `t${place}`,
  ticketNumber: place,
  contactName: "Márcia",
  messageId: `m${place}`,
  messageType: "TEXT",
  text: "veja",
  by: { id: "bruno", name: "Bruno" },
  createdAt: "2026-01-31T12:00:00.000Z",
  readAt: null,
  ...fields,
});

let client: QueryClient;
/** What the server would answer: the unread with their count, and both lists, of which a second page is there. */
beforeEach(() => {
  client = new QueryClient();
  const items = [sample(3), sample(2)];
  const page = (rows: Notification[]): NotificationPage => ({ items: rows, nextCursor: "more", unreadCount: 2 });
  client.setQueryData(notificationKeys.unread, { items, nextCursor: null, unreadCount: 2 });
  const lists: [boolean, Notification[]][] = [
    [false, [...items, sample(1, { readAt: "2026-01-31T13:00:00.000Z" })]],
    [true, items],
  ];
  for (const [isUnreadOnly, rows] of lists)
    client.setQueryData(notificationKeys.list(isUnreadOnly), { pages: [page(rows)], pageParams: [null] });
});

const unread = () => {
  const page = client.getQueryData<NotificationPage>(notificationKeys.unread);
  return { places: page?.items.map(({ ticketNumber }) => ticketNumber), count: page?.unreadCount };
};
const rows = (isUnreadOnly: boolean) =>
  client.getQueryData<NotificationPages>(notificationKeys.list(isUnreadOnly))?.pages.flatMap(({ items }) => items) ??
  [];
const places = (isUnreadOnly: boolean) => rows(isUnreadOnly).map(({ ticketNumber }) => ticketNumber);
const isStale = () => client.getQueryState(notificationKeys.unread)?.isInvalidated;

describe("a new notification", () => {
  test("stands above the others and is counted, once however often it is told", () => {
    for (let turn = 0; turn < 2; turn += 1) notificationHandlers["notification:new"]?.(client, sample(4));
    expect(unread()).toEqual({ places: [4, 3, 2], count: 3 });
    expect(places(false)).toEqual([4, 3, 2, 1]);
    expect(places(true)).toEqual([4, 3, 2]);
  });

  test("that was read before it was told of is not counted", () => {
    notificationHandlers["notification:new"]?.(client, sample(4, { readAt: "2026-01-31T13:00:00.000Z" }));
    expect(unread().count).toBe(2);
    expect(places(false)).toEqual([4, 3, 2, 1]);
    expect(places(true)).toEqual([3, 2]);
  });
});

describe("reading", () => {
  test("in any browser takes it out of the count and the unread, and leaves it in the list", () => {
    for (let turn = 0; turn < 2; turn += 1)
      notificationHandlers["notification:read"]?.(client, { notificationIds: [idOf(3)] });
    expect(unread()).toEqual({ places: [2], count: 1 });
    expect(places(true)).toEqual([2]);
    expect(rows(false).map(({ readAt }) => readAt === null)).toEqual([false, true, false]);
    expect(isStale()).toBe(false);
  });

  test("all leaves none, also of those that are not loaded", () => {
    client.setQueryData(notificationKeys.unread, { items: [sample(3)], nextCursor: "more", unreadCount: 80 });
    applyRead(client, null, "2026-01-31T14:00:00.000Z");
    expect(unread()).toEqual({ places: [], count: 0 });
    expect(rows(false).every(({ readAt }) => readAt !== null)).toBe(true);
  });

  test("what is not loaded is left to the server to count", () => {
    client.setQueryData(notificationKeys.unread, { items: [sample(3)], nextCursor: "more", unreadCount: 80 });
    notificationHandlers["notification:read"]?.(client, { notificationIds: [idOf(900)] });
    expect(isStale()).toBe(true);
  });
});

test("a ticket that goes out of sight takes its notifications along, and brings them back", () => {
  notificationHandlers["ticket:removed"]?.(client, { ticketId: "t3", reason: "transferred", by: null });
  expect(unread()).toEqual({ places: [2], count: 1 });
  expect(places(false)).toEqual([2, 1]);
  notificationHandlers["ticket:new"]?.(client, sampleTicket({ id: "t8" }));
  expect(isStale()).toBe(false);
  notificationHandlers["ticket:new"]?.(client, sampleTicket({ id: "t3" }));
  expect(isStale()).toBe(true);
});

test("an edited note says what it says now, a deleted one nothing", () => {
  const update = (fields: object) =>
    notificationHandlers["message:update"]?.(client, {
      ticketId: "t2",
      message: sampleMessage({ id: "m2", isPrivate: true, ...fields }),
    });
  update({ body: "outra coisa" });
  expect(rows(false).find(({ messageId }) => messageId === "m2")?.text).toBe("outra coisa");
  update({ body: "outra coisa", deletedAt: "2026-01-31T14:00:00.000Z" });
  expect(rows(true).find(({ messageId }) => messageId === "m2")?.text).toBe("");
});
