// @vitest-environment node
import { QueryClient } from "@tanstack/react-query";
import type { Contact, Ticket } from "@whatskovi/contract";
import { describe, expect, it } from "vitest";
import { rowsOf } from "../../lib/query/paged-rows.ts";
import { sampleTicket } from "./testing/sample-ticket.ts";
import { applyContactToTickets, applyTicket, removeTicket } from "./ticket-cache.ts";
import { ticketKeys, type TicketPages } from "./ticket-keys.ts";
import { matchesList, type TicketList } from "./ticket-list.ts";
import { compareTickets } from "./ticket-order.ts";

const me = "me-1";
const at = (second: number) => new Date(Date.UTC(2026, 0, 31, 12, 0, second)).toISOString();
const mine: TicketList = { status: ["OPEN"], userId: "me", sort: "lastMessageAt" };
const pending: TicketList = { status: ["PENDING"], sort: "waitingSince" };
const urgentFirst: TicketList = { status: ["PENDING", "OPEN"], sort: "priority" };
const tagged: TicketList = { tagId: ["t1", "t2"], unread: true, sort: "createdAt" };
const waitingUrgent: TicketList = { status: ["OPEN"], priority: ["HIGH", "URGENT"], sort: "waitingSince" };
const noQueue: TicketList = { queueId: ["none", "q2"], status: ["PENDING", "OPEN"], sort: "lastMessageAt" };
const ofTheTime: TicketList = { lastMessageFrom: at(20), lastMessageBefore: at(50), sort: "priority" };
const lists = [mine, pending, urgentFirst, tagged, waitingUrgent, noQueue, ofTheTime];

function show(queryClient: QueryClient, list: TicketList, tickets: readonly Ticket[], pageSize = 50): void {
  const rows = tickets.filter((ticket) => matchesList(ticket, list, me)).toSorted(compareTickets(list.sort));
  const items = rows.slice(0, pageSize);
  queryClient.setQueryData<TicketPages>(ticketKeys.list(list), {
    pages: [{ items, nextCursor: rows.length > items.length ? "more" : null }],
    pageParams: [null],
  });
}

const shown = (queryClient: QueryClient, list: TicketList) =>
  rowsOf(queryClient.getQueryData<TicketPages>(ticketKeys.list(list)));

describe("ticket events", () => {
  it("move a ticket from pending to mine when I accept it", () => {
    const queryClient = new QueryClient();
    const ticket = sampleTicket();
    for (const list of lists) show(queryClient, list, [ticket]);
    applyTicket(queryClient, { ...ticket, status: "OPEN", userId: me, updatedAt: at(1) }, me);
    expect(shown(queryClient, pending)).toEqual([]);
    expect(shown(queryClient, mine)).toHaveLength(1);
  });

  it("never let an older state overwrite a newer one", () => {
    const queryClient = new QueryClient();
    const ticket = sampleTicket({ status: "OPEN", userId: me });
    show(queryClient, mine, [ticket]);
    applyTicket(queryClient, { ...ticket, status: "CLOSED", updatedAt: at(9) }, me);
    applyTicket(queryClient, { ...ticket, unreadMessages: 3, updatedAt: at(5) }, me);
    expect(shown(queryClient, mine)).toEqual([]);
  });

  it("leave a ticket that belongs behind the loaded pages to the page that will bring it", () => {
    const queryClient = new QueryClient();
    const rows = [1, 2, 3].map((second) => sampleTicket({ status: "OPEN", userId: me, lastMessageAt: at(second) }));
    show(queryClient, mine, rows, 2);
    applyTicket(queryClient, sampleTicket({ status: "OPEN", userId: me, lastMessageAt: at(0), updatedAt: at(4) }), me);
    expect(shown(queryClient, mine)).toHaveLength(2);
  });

  it("take a ticket that was lost away, and say who has it", () => {
    const queryClient = new QueryClient();
    const ticket = sampleTicket();
    show(queryClient, pending, [ticket]);
    removeTicket(queryClient, { ticketId: ticket.id, reason: "accepted", by: { id: "u2", name: "Ana" } }, me);
    expect(shown(queryClient, pending)).toEqual([]);
    expect(queryClient.getQueryData(ticketKeys.removal(ticket.id))).toEqual({
      reason: "accepted",
      by: { id: "u2", name: "Ana" },
    });
  });

  it("bring a ticket back that had been lost, with nothing kept from before", () => {
    const queryClient = new QueryClient();
    const ticket = sampleTicket();
    show(queryClient, mine, []);
    queryClient.setQueryData(ticketKeys.detail(ticket.id), ticket);
    removeTicket(queryClient, { ticketId: ticket.id, reason: "accepted", by: null }, me);
    expect(queryClient.getQueryData(ticketKeys.detail(ticket.id))).toBeUndefined();
    applyTicket(queryClient, { ...ticket, status: "OPEN", userId: me, updatedAt: at(2) }, me);
    expect(queryClient.getQueryData(ticketKeys.removal(ticket.id))).toBeNull();
    expect(shown(queryClient, mine)).toHaveLength(1);
  });

  it("show a contact's new name", () => {
    const queryClient = new QueryClient();
    const ticket = sampleTicket();
    show(queryClient, pending, [ticket]);
    applyContactToTickets(queryClient, { ...ticket.contact, name: "Márcia", id: "c1" } as Contact);
    expect(shown(queryClient, pending)[0]?.contact.name).toBe("Márcia");
  });
});

/** A house with a few tickets in which anything may happen. Tells what it changed, as the server would. */
function randomHouse(seed: number) {
  let state = seed;
  const random = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const tickets = new Map<string, Ticket>();
  const pick = <Value>(...values: Value[]): Value => values[random(values.length)] as Value;
  let now = 0;
  const isVisible = (ticket: Ticket) => ticket.userId === me || ticket.status === "PENDING";
  const step = () => {
    now += 1;
    const known = random(4) === 0 ? undefined : [...tickets.values()][random(tickets.size || 1)];
    const ticket: Ticket = {
      ...(known ?? sampleTicket({ createdAt: at(now), lastMessageAt: at(now) })),
      status: pick("PENDING", "OPEN", "OPEN", "CLOSED"),
      userId: pick(null, me, me, "other"),
      queueId: pick(null, "q1", "q2"),
      priority: pick("LOW", "MEDIUM", "HIGH", "URGENT"),
      unreadMessages: random(3),
      tags: random(2) === 0 ? [] : [{ id: "t1", name: "VIP", color: "#000000" }],
      waitingSince: random(2) === 0 ? null : at(random(now)),
      updatedAt: at(now),
    };
    if (random(2) === 0) ticket.lastMessageAt = at(now);
    const wasVisible = known !== undefined && isVisible(known);
    tickets.set(ticket.id, ticket);
    return { ticket, isVisible: isVisible(ticket), wasVisible };
  };
  return { step, visible: () => [...tickets.values()].filter(isVisible), random };
}

describe("the events applied to what was fetched before", () => {
  it.each(Array.from({ length: 40 }, (_, index) => index + 1))("are what is fetched after (%i)", (seed) => {
    const queryClient = new QueryClient();
    const house = randomHouse(seed);
    for (let step = 0; step < 20; step += 1) house.step();
    const pageSize = seed % 2 === 0 ? 5 : 100;
    for (const list of lists) show(queryClient, list, house.visible(), pageSize);
    const late: Ticket[] = [];
    for (let step = 0; step < 60; step += 1) {
      const { ticket, isVisible, wasVisible } = house.step();
      if (isVisible) applyTicket(queryClient, ticket, me);
      else if (wasVisible) removeTicket(queryClient, { ticketId: ticket.id, reason: "transferred", by: null }, me);
      if (isVisible && house.random(3) === 0) late.push(ticket);
      const again = late.at(-1);
      if (again !== undefined && house.visible().some((one) => one.id === again.id))
        applyTicket(queryClient, again, me);
    }
    for (const list of lists) {
      const fresh = house
        .visible()
        .filter((ticket) => matchesList(ticket, list, me))
        .toSorted(compareTickets(list.sort));
      const rows = shown(queryClient, list);
      expect(rows).toEqual(fresh.slice(0, rows.length));
      if (pageSize === 100) expect(rows).toHaveLength(fresh.length);
    }
  });
});
