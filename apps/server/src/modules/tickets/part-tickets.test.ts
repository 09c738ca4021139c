import { expect, test } from "vitest";
import { type MergedFields, type Parting, partTickets } from "./part-tickets.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 12, minute)).toISOString();
const ticket = (fields: Partial<MergedFields> = {}): MergedFields => ({
  status: "PENDING",
  priority: "MEDIUM",
  userId: null,
  queueId: "queue",
  unreadMessages: 1,
  waitingSince: at(1),
  firstResponseAt: null,
  greetedAt: null,
  closedAt: null,
  closeReason: null,
  ...fields,
});
const nothing = { count: 0, firstUnanswered: null };

const before = {
  kept: ticket({ status: "OPEN", userId: "ana", unreadMessages: 2, waitingSince: at(3), firstResponseAt: at(2) }),
  closed: ticket({ priority: "URGENT", unreadMessages: 1, waitingSince: at(1), greetedAt: at(1) }),
};
/** As the merge left the kept one. */
const merged = ticket({
  ...before.kept,
  priority: "URGENT",
  unreadMessages: 3,
  waitingSince: at(1),
  greetedAt: at(1),
});
const part = (fields: Partial<Parting> = {}) =>
  partTickets({
    mergedAt: new Date(at(5)),
    before,
    now: merged,
    since: { kept: nothing, closed: nothing },
    hasOwner: true,
    ...fields,
  });

test("where nothing has happened since, both are exactly as they were", () => {
  expect(part()).toEqual(before);
});

test("what came since is counted on its side, and who waits is who wrote", () => {
  const now = { ...merged, unreadMessages: 5 };
  const since = {
    kept: { count: 1, firstUnanswered: at(6) },
    closed: { count: 1, firstUnanswered: at(7) },
  };
  expect(part({ now, since })).toEqual({
    kept: { ...before.kept, unreadMessages: 3 },
    closed: { ...before.closed, unreadMessages: 2 },
  });
});

test("what was read and answered since stays so; who writes afterwards waits anew", () => {
  const answered = { ...merged, unreadMessages: 0, waitingSince: null };
  expect(part({ now: answered })).toMatchObject({
    kept: { unreadMessages: 0, waitingSince: null },
    closed: { unreadMessages: 0, waitingSince: null },
  });
  const again = { ...merged, unreadMessages: 1, waitingSince: at(8) };
  const since = { kept: nothing, closed: { count: 1, firstUnanswered: at(8) } };
  expect(part({ now: again, since })).toMatchObject({
    kept: { unreadMessages: 0, waitingSince: null },
    closed: { unreadMessages: 1, waitingSince: at(8) },
  });
});

test("what a person changed since is theirs: the priority, and whoever has the kept one", () => {
  const now = { ...merged, priority: "LOW", userId: "bruno" } as const;
  expect(part({ now }).kept).toMatchObject({ priority: "LOW", userId: "bruno", status: "OPEN" });
});

test("a first response since the merge is the kept one's", () => {
  const unanswered = { kept: { ...before.kept, firstResponseAt: null }, closed: before.closed };
  expect(part({ before: unanswered, now: { ...merged, firstResponseAt: at(6) } })).toMatchObject({
    kept: { firstResponseAt: at(6) },
    closed: { firstResponseAt: null },
  });
});

test("where the kept one is over, the other does not come alive again", () => {
  const now = {
    ...merged,
    status: "CLOSED",
    closedAt: at(9),
    closeReason: "done",
    unreadMessages: 0,
    waitingSince: null,
  } as const;
  expect(part({ now }).closed).toMatchObject({
    status: "CLOSED",
    closedAt: at(9),
    closeReason: "done",
    waitingSince: null,
  });
});

test("of whom is not there any more, the ticket waits for somebody else", () => {
  const served = { ...before, closed: ticket({ status: "OPEN", userId: "gone" }) };
  expect(part({ before: served, hasOwner: false }).closed).toMatchObject({ status: "PENDING", userId: null });
});
