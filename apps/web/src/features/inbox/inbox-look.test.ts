// @vitest-environment node
import { describe, expect, it } from "vitest";
import { type InboxLook, isSameLook, listOf, tabsOf } from "./inbox-look.ts";
import { readLook, writeLook } from "./look-address.ts";

const plain: InboxLook = { tab: "mine", filters: {}, sort: null, viewId: null };
const now = new Date(2026, 0, 31, 15, 30).getTime();
const id = (n: number) => `01990000-0000-7000-8000-${String(n).padStart(12, "0")}`;

describe("the list behind a tab", () => {
  it("is mine and open", () => {
    expect(listOf(plain, "", now)).toEqual({ status: ["OPEN"], userId: "me", sort: "lastMessageAt" });
  });

  it("shows who waits longest first where one is to be chosen", () => {
    expect(listOf({ ...plain, tab: "pending" }, "", now)).toEqual({ status: ["PENDING"], sort: "waitingSince" });
  });

  it("is narrowed by filters and search, and never by another agent in my own tab", () => {
    const look: InboxLook = { ...plain, filters: { queueIds: ["q1", "none"], userId: "u2" }, sort: "priority" };
    const shared = { queueId: ["q1", "none"], q: "ana", sort: "priority" };
    expect(listOf(look, "  ana ", now)).toEqual({ status: ["OPEN"], userId: "me", ...shared });
    expect(listOf({ ...look, tab: "all" }, "ana", now)).toEqual({
      status: ["PENDING", "OPEN"],
      userId: "u2",
      ...shared,
    });
  });

  it.each([
    ["today" as const, new Date(2026, 0, 31), undefined],
    ["yesterday" as const, new Date(2026, 0, 30), new Date(2026, 0, 31)],
    ["7days" as const, new Date(2026, 0, 25), undefined],
    ["30days" as const, new Date(2026, 0, 2), undefined],
    [{ from: "2026-01-05", to: "2026-01-05" }, new Date(2026, 0, 5), new Date(2026, 0, 6)],
    [{ to: "2026-01-31" }, undefined, new Date(2026, 1, 1)],
  ])("counts days as the reader does: %j", (lastMessage, from, before) => {
    const list = listOf({ ...plain, filters: { lastMessage } }, "", now);
    expect([list.lastMessageFrom, list.lastMessageBefore]).toEqual([from?.toISOString(), before?.toISOString()]);
  });

  it("is not offered twice to agents, whose visible tickets are in the other tabs", () => {
    expect(tabsOf("AGENT")).toEqual(["mine", "pending", "closed"]);
    expect(tabsOf("SUPERVISOR")).toContain("all");
  });
});

describe("a look in the address", () => {
  const looks: InboxLook[] = [
    plain,
    { tab: "closed", filters: { lastMessage: "7days", unread: false }, sort: "priority", viewId: id(9) },
    {
      tab: "all",
      filters: {
        queueIds: ["none", id(1)],
        tagIds: [id(2), id(3)],
        userId: "none",
        connectionId: id(4),
        priorities: ["URGENT", "LOW"],
        unread: true,
        lastMessage: { from: "2026-01-01", to: "2026-01-31" },
      },
      sort: "waitingSince",
      viewId: null,
    },
  ];

  it.each(looks)("comes back as it was: %j", (look) => {
    expect(readLook(new URLSearchParams(writeLook(look)), "mine")).toEqual(look);
  });

  it.each([
    "tab=everything&queue=1,2&tag=&agent=all&number=x&priority=HIGHEST&unread=1&date=soon&sort=name&view=mine",
    "date=2026-02-01..2026-01-01&queue=' OR 1=1&sort=lastMessageAt",
    "date=..",
  ])("passes over what it does not know: %s", (address) => {
    expect(readLook(new URLSearchParams(address), "mine")).toEqual(plain);
  });

  it("takes what it knows of what it does not", () => {
    expect(readLook(new URLSearchParams(`tab=closed&queue=none,x,${id(1)},none&sort=waitingSince`), "mine")).toEqual({
      tab: "closed",
      filters: { queueIds: ["none", id(1)] },
      sort: null,
      viewId: null,
    });
  });
});

it("a view is the look it shows, whatever the order in which its filters were chosen", () => {
  const view = {
    tab: "pending" as const,
    filters: { unread: true, queueIds: ["none"] },
    sort: "waitingSince" as const,
  };
  expect(
    isSameLook(view, { tab: "pending", filters: { queueIds: ["none"], unread: true }, sort: null, viewId: null }),
  ).toBe(true);
  expect(isSameLook(view, { ...plain, tab: "pending" })).toBe(false);
});
