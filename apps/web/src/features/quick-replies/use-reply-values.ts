import { useState } from "react";
import type { Ticket } from "@whatskovi/contract";
import { useT } from "../../lib/i18n/index.ts";
import { useCurrentUser } from "../../stores/session.ts";
import { firstNameOf, timeOfDay, type VariableValues } from "./reply-variables.ts";

/** What quick replies can say of a ticket now. */
export function useReplyValues(ticket: Ticket): VariableValues {
  const t = useT("quickReplies.greeting");
  const me = useCurrentUser();
  const [hour] = useState(() => new Date().getHours());
  const first = firstNameOf(ticket.contact.name);
  return {
    "contact.firstName": first,
    "contact.name": first === null ? null : ticket.contact.name,
    "agent.name": me.name,
    "ticket.number": String(ticket.number),
    "queue.name": ticket.queue?.name ?? null,
    greeting: t(timeOfDay(hour)),
  };
}
