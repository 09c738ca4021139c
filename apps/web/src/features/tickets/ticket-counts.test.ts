// @vitest-environment node
import { QueryClient } from "@tanstack/react-query";
import type { Ticket, TicketCounts } from "@whatskovi/contract";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { sampleTicket } from "./testing/sample-ticket.ts";
import { applyTicket, removeTicket } from "./ticket-cache.ts";
import { countNewTicket, refreshCounts } from "./ticket-counts.ts";
import { ticketKeys } from "./ticket-keys.ts";
import { matchesList, type TicketNarrowing } from "./ticket-list.ts";

const me = "me-1";
const at = (second: number) => new Date(Date.UTC(2026, 0, 31, 12, 0, second)).toISOString();
const narrowings: TicketNarrowing[] = [
  {},
  { priority: ["URGENT"] },
  { userId: "none" },
  { unread: true, userId: "me" },
];

/** The counts as the server would count them. */
function count(tickets: readonly Ticket[], { userId, ...others }: TicketNarrowing): TicketCounts {
  const size = (list: TicketNarrowing & { status: readonly Ticket["status"][] }) =>
    tickets.filter((ticket) => matchesList(ticket, { ...list, sort: "createdAt" }, me)).length;
  const agent = userId === undefined ? {} : { userId };
  return {
    mine: size({ ...others, status: ["OPEN"], userId: "me" }),
    unread: tickets.filter(
      (ticket) =>
        ticket.unreadMessages > 0 &&
        matchesList(ticket, { ...others, status: ["OPEN"], userId: "me", sort: "createdAt" }, me),
    ).length,
    pending: size({ ...others, ...agent, status: ["PENDING"] }),
    all: size({ ...others, ...agent, status: ["PENDING", "OPEN"] }),
    closed: size({ ...others, ...agent, status: ["CLOSED"] }),
  };
}

function counted(tickets: readonly Ticket[]) {
  const queryClient = new QueryClient();
  for (const narrowing of narrowings)
    queryClient.setQueryData(ticketKeys.countsOf(narrowing), count(tickets, narrowing));
  for (const ticket of tickets) queryClient.setQueryData(ticketKeys.detail(ticket.id), ticket);
  return queryClient;
}

const shown = (queryClient: QueryClient) =>
  narrowings.map((narrowing) => queryClient.getQueryData<TicketCounts>(ticketKeys.countsOf(narrowing)));

describe("counts move by events alone", () => {
  it.each(Array.from({ length: 20 }, (_, index) => index + 1))(
    "as the server counts, under every filter (%i)",
    (seed) => {
      let state = seed;
      const random = (below: number) => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return Math.floor((state / 2 ** 32) * below);
      };
      const tickets = new Map(
        Array.from({ length: 6 }, () => sampleTicket({ createdAt: at(0), updatedAt: at(0) })).map((row) => [
          row.id,
          row,
        ]),
      );
      const queryClient = counted([...tickets.values()]);
      for (let step = 1; step <= 50; step += 1) {
        const known = [...tickets.values()][random(tickets.size + 2)];
        const before = known ?? sampleTicket({ updatedAt: at(step) });
        const ticket: Ticket = {
          ...before,
          status: (["PENDING", "OPEN", "CLOSED"] as const)[random(3)] ?? "OPEN",
          userId: [null, me, "other"][random(3)] ?? null,
          priority: random(2) === 0 ? "URGENT" : "LOW",
          unreadMessages: random(2),
          updatedAt: at(step),
        };
        if (known !== undefined && random(5) === 0) {
          tickets.delete(known.id);
          removeTicket(queryClient, { ticketId: known.id, reason: "transferred", by: null }, me);
        } else {
          tickets.set(ticket.id, ticket);
          if (known === undefined) countNewTicket(queryClient, ticket);
          applyTicket(queryClient, ticket, me);
          // Told twice, it counts once.
          if (random(3) === 0) applyTicket(queryClient, ticket, me);
        }
      }
      expect(shown(queryClient)).toEqual(narrowings.map((narrowing) => count([...tickets.values()], narrowing)));
    },
  );

  it("and not for a ticket of which nothing is known, nor past what the server counts", () => {
    const queryClient = counted([]);
    applyTicket(queryClient, sampleTicket({ status: "OPEN", userId: me }), me);
    expect(shown(queryClient)[0]).toEqual({ mine: 0, pending: 0, all: 0, closed: 0, unread: 0 });
    const full = { mine: 1000, pending: 0, all: 1000, closed: 0, unread: 3 };
    queryClient.setQueryData(ticketKeys.countsOf({}), full);
    const ticket = sampleTicket({ status: "OPEN", userId: me });
    countNewTicket(queryClient, ticket);
    applyTicket(queryClient, ticket, me);
    expect(shown(queryClient)[0]).toEqual(full);
  });
});

describe("the server is asked", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("a few times a minute under steady traffic, and once more after the last event", async () => {
    const queryClient = new QueryClient();
    const asked = vi.fn(() => Promise.resolve({ mine: 0, pending: 0, all: 0, closed: 0, unread: 0 }));
    const { QueryObserver } = await import("@tanstack/react-query");
    const observer = new QueryObserver(queryClient, {
      queryKey: ticketKeys.countsOf({}),
      queryFn: asked,
      staleTime: Number.POSITIVE_INFINITY,
    });
    const stop = observer.subscribe(() => undefined);
    await vi.advanceTimersByTimeAsync(10);
    for (let event = 0; event < 300; event += 1) {
      refreshCounts(queryClient);
      await vi.advanceTimersByTimeAsync(200);
    }
    expect(asked.mock.calls.length).toBeLessThanOrEqual(10);
    const before = asked.mock.calls.length;
    refreshCounts(queryClient);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(asked.mock.calls.length - before).toBe(1);
    stop();
    queryClient.clear();
  });
});
