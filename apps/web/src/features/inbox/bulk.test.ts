// @vitest-environment node
import type { Ticket } from "@whatskovi/contract";
import { beforeEach, expect, it } from "vitest";
import { sampleTicket } from "../tickets/testing/sample-ticket.ts";
import { endBulk, refusalsOf, undoOf, useBulk } from "./bulk.ts";
import { selectTickets, useSelection } from "./selection.ts";

const vip = { id: "t1", name: "VIP", color: "#000000" };
const a = sampleTicket({ id: "a", status: "OPEN", priority: "LOW", tags: [vip], unreadMessages: 2 });
const b = sampleTicket({ id: "b", status: "OPEN", priority: "HIGH" });
const waiting = sampleTicket({ id: "w" });
const undone = (...parameters: Parameters<typeof undoOf>) =>
  undoOf(...parameters)
    ?.filter((step) => step.ticketIds.length > 0)
    .map(({ ticketIds, action }) => [ticketIds.join(""), action]) ?? null;

beforeEach(() => {
  selectTickets([a, b]);
  useBulk.setState({ isBusy: true, outcome: null });
});

it.each<[Parameters<typeof undoOf>[0], Ticket[], unknown]>([
  [{ kind: "accept" }, [waiting, a], [["w", { kind: "return" }]]],
  [{ kind: "close" }, [a, b], [["ab", { kind: "reopen" }]]],
  [{ kind: "tag", tagIds: ["t1"] }, [a, b], [["b", { kind: "untag", tagIds: ["t1"] }]]],
  [{ kind: "untag", tagIds: ["t1"] }, [a, b], [["a", { kind: "tag", tagIds: ["t1"] }]]],
  [
    { kind: "priority", priority: "URGENT" },
    [a, b],
    [
      ["a", { kind: "priority", priority: "LOW" }],
      ["b", { kind: "priority", priority: "HIGH" }],
    ],
  ],
  [{ kind: "read" }, [a, b], [["a", { kind: "unread" }]]],
  [{ kind: "unread" }, [a, b], [["b", { kind: "read" }]]],
  [{ kind: "close" }, [a, waiting], null],
  [{ kind: "transfer", queueId: "q" }, [a], null],
])("%j is taken back as it was", (action, before, expected) => {
  expect(undone(action, before)).toEqual(expected);
});

it("those refused stay chosen, and it is known why", () => {
  const results = [
    { outcome: "done" as const, ticketId: "a", ticket: a },
    { outcome: "refused" as const, ticketId: "b", code: "forbidden" as const },
  ];
  const refusals = refusalsOf(useSelection.getState().chosen, results);
  endBulk({ action: { kind: "close" }, done: 1, refusals, error: null });
  expect([...useSelection.getState().chosen.keys()]).toEqual(["b"]);
  expect(useBulk.getState().outcome?.refusals).toEqual([{ ticket: b, result: results[1] }]);
});

it("without an answer all stay chosen; all done, none", () => {
  endBulk({ action: { kind: "close" }, done: 0, refusals: [], error: new Error("network") });
  expect(useSelection.getState().chosen.size).toBe(2);
  endBulk({ action: { kind: "close" }, done: 2, refusals: [], error: null });
  expect(useSelection.getState().chosen.size).toBe(0);
  expect(useBulk.getState()).toMatchObject({ isBusy: false, outcome: null });
});
