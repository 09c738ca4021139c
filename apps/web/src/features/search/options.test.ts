// @vitest-environment node
import type { ListedContact, MessageHit, Ticket } from "@whatskovi/contract";
import { expect, test } from "vitest";
import { addressOf, type Option, sectionsOf, stepFrom } from "./options.ts";

const elsewhere = { pathname: "/contacts", search: "?q=ana" };
const inbox = { pathname: "/tickets", search: "?tab=pending&ticket=old&message=older" };
const ticket: Option = { kind: "ticket", ticket: { id: "t1" } as Ticket };
const contact: Option = { kind: "contact", contact: { id: "c1" } as ListedContact };
const message = (ticketId: string | null): Option => ({
  kind: "message",
  hit: { id: "m1", contact: { id: "c1" }, ticket: ticketId === null ? null : { id: ticketId } } as MessageHit,
});

test.each([
  ["a ticket", ticket, elsewhere, "/tickets?ticket=t1"],
  ["a ticket from the inbox", ticket, inbox, "/tickets?tab=pending&ticket=t1"],
  ["a contact", contact, inbox, "/contacts?contact=c1"],
  ["a message", message("t1"), elsewhere, "/tickets?ticket=t1&message=m1"],
  ["a message from the inbox", message("t1"), inbox, "/tickets?tab=pending&ticket=t1&message=m1"],
  ["a message without a ticket", message(null), inbox, "/contacts?contact=c1"],
  ["more", { kind: "more" } as const, inbox, null],
])("%s leads to its place", (_, option, here, address) => {
  expect(addressOf(option, here)).toBe(address);
});

test("steps go round, and begin at the first when what was marked is gone", () => {
  expect(stepFrom(["a", "b", "c"], "a", 1)).toBe("b");
  expect(stepFrom(["a", "b", "c"], "c", 1)).toBe("a");
  expect(stepFrom(["a", "b", "c"], "a", -1)).toBe("c");
  expect(stepFrom(["a", "b", "c"], "gone", 1)).toBe("b");
  expect(stepFrom(["a"], null, 0)).toBe("a");
  expect(stepFrom([], "a", 1)).toBeNull();
});

test("empty sections are left out and the rest stands in order", () => {
  const sections = sectionsOf({ messages: [message("t1")], contacts: [], tickets: [ticket] });
  expect(sections.map(({ name }) => name)).toEqual(["tickets", "messages"]);
});
