import type { ListedContact, MessageHit, Ticket } from "@whatskovi/contract";
import type { Place } from "../shell/index.ts";
import type { TicketAction } from "../tickets/index.ts";

/** A line of the search that can be chosen. */
export type Option =
  | { readonly kind: "recent"; readonly text: string }
  | { readonly kind: "ticket"; readonly ticket: Ticket }
  | { readonly kind: "contact"; readonly contact: ListedContact }
  | { readonly kind: "message"; readonly hit: MessageHit }
  | { readonly kind: "more" }
  | { readonly kind: "action"; readonly action: TicketAction; readonly name: string }
  | { readonly kind: "place"; readonly place: Place; readonly name: string };

export type SectionName = "recent" | "tickets" | "contacts" | "messages" | "actions" | "places";
export type Section = { readonly name: SectionName; readonly options: readonly Option[] };

type Found = Partial<Record<SectionName, readonly Option[]>>;

const order: readonly SectionName[] = ["recent", "tickets", "contacts", "messages", "actions", "places"];

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
    case "action":
      return `action-${option.action}`;
    case "place":
      return `place-${option.place.name}`;
  }
}

/** The key of the line so many steps further; the ends meet. Null when there is none. */
export function stepFrom(keys: readonly string[], key: string | null, by: number): string | null {
  if (keys.length === 0) return null;
  const at = key === null ? 0 : Math.max(0, keys.indexOf(key));
  return keys[(at + by + keys.length) % keys.length] ?? null;
}

/** Where a line leads, the inbox's look kept where one is in it; null for what leads nowhere. */
export function addressOf(option: Option, here: { pathname: string; search: string }): string | null {
  const inInbox = (ticketId: string, messageId?: string) => {
    const query = new URLSearchParams(/^\/tickets(?:\.|\/|$)/.test(here.pathname) ? here.search : "");
    query.set("ticket", ticketId);
    if (messageId === undefined) query.delete("message");
    else query.set("message", messageId);
    return `/tickets?${query}`;
  };
  switch (option.kind) {
    case "ticket":
      return inInbox(option.ticket.id);
    case "contact":
      return `/contacts?contact=${option.contact.id}`;
    case "message":
      return option.hit.ticket === null
        ? `/contacts?contact=${option.hit.contact.id}`
        : inInbox(option.hit.ticket.id, option.hit.id);
    case "place":
      return option.place.href;
    default:
      return null;
  }
}
