import type { ListedContact, MessageHit, Ticket } from "@whatskovi/contract";
import type { Command } from "./commands/command.ts";

/** A line of the search that can be chosen. */
export type Option =
  | { readonly kind: "recent"; readonly text: string }
  | { readonly kind: "ticket"; readonly ticket: Ticket }
  | { readonly kind: "contact"; readonly contact: ListedContact }
  | { readonly kind: "message"; readonly hit: MessageHit }
  | { readonly kind: "more" }
  | { readonly kind: "command"; readonly command: Command };

export type SectionName =
  | "recent"
  | "tickets"
  | "contacts"
  | "commands"
  | "messages"
  | "actions"
  | "contact"
  | "chosen"
  | "places"
  | "look"
  | "own"
  | "step";
export type Section = { readonly name: SectionName; readonly options: readonly Option[] };

type Found = Partial<Record<SectionName, readonly Option[]>>;

/** Names come first; then commands that were begun to be typed, before messages in which the same word stands. */
const order: readonly SectionName[] = [
  "recent",
  "tickets",
  "contacts",
  "commands",
  "messages",
  "actions",
  "contact",
  "chosen",
  "places",
  "look",
  "own",
  "step",
];

/** The sections that hold something, in their order. */
export const sectionsOf = (found: Found): Section[] =>
  order.map((name) => ({ name, options: found[name] ?? [] })).filter(({ options }) => options.length > 0);

export function keyOf(option: Option): string {
  switch (option.kind) {
    case "recent":
      return `recent-${encodeURIComponent(option.text)}`;
    case "ticket":
      return `ticket-${option.ticket.id}`;
    case "contact":
      return `contact-${option.contact.id}`;
    case "message":
      return `message-${option.hit.id}`;
    case "more":
      return "more";
    case "command":
      return `command-${option.command.id}`;
  }
}

/** The key of the line so many steps further; the ends meet. Null when there is none. */
export function stepFrom(keys: readonly string[], key: string | null, by: number): string | null {
  if (keys.length === 0) return null;
  const at = key === null ? 0 : Math.max(0, keys.indexOf(key));
  return keys[(at + by + keys.length) % keys.length] ?? null;
}

type Here = { readonly pathname: string; readonly search: string };

/** A ticket in the inbox, whose look is kept where one is in it. */
export function addressInInbox(here: Here, ticketId: string, messageId?: string): string {
  const query = new URLSearchParams(/^\/tickets(?:\.|\/|$)/.test(here.pathname) ? here.search : "");
  query.set("ticket", ticketId);
  if (messageId === undefined) query.delete("message");
  else query.set("message", messageId);
  return `/tickets?${query}`;
}

/** Where a line leads; null for what leads nowhere by itself. */
export function addressOf(option: Option, here: Here): string | null {
  switch (option.kind) {
    case "ticket":
      return addressInInbox(here, option.ticket.id);
    case "contact":
      return `/contacts?contact=${option.contact.id}`;
    case "message":
      return option.hit.ticket === null
        ? `/contacts?contact=${option.hit.contact.id}`
        : addressInInbox(here, option.hit.ticket.id, option.hit.id);
    default:
      return null;
  }
}
