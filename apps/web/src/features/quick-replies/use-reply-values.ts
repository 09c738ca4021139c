import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { CustomField, Ticket } from "@whatskovi/contract";
import { useLocale, useT } from "../../lib/i18n/index.ts";
import type { Locale } from "../../stores/preferences.ts";
import { useCurrentUser } from "../../stores/session.ts";
import { contactQuery } from "../contacts/index.ts";
import { customFieldsQuery, readableValue, valueIn } from "../custom-fields/index.ts";
import { quickRepliesQuery } from "./quick-reply-queries.ts";
import { firstNameOf, namesField, timeOfDay, type VariableValues } from "./reply-variables.ts";

const noFields: readonly CustomField[] = [];

/** What the contact has in the company's fields, as the reader writes it. Asked for where a quick reply names a field. */
function useFieldTexts(contactId: string): VariableValues["fields"] {
  const t = useT("customFields");
  const locale = useLocale() as Locale;
  const { data: isWanted = false } = useQuery({
    ...quickRepliesQuery(),
    select: (replies) => replies.some(({ body }) => namesField(body)),
  });
  const { data: fields = noFields } = useQuery({ ...customFieldsQuery(), enabled: isWanted });
  const { data: contact } = useQuery({ ...contactQuery(contactId), enabled: isWanted });
  if (contact === undefined) return [];
  const words = { locale, yes: t("yes"), no: t("no") };
  return fields.map((field) => ({
    name: field.name,
    text: readableValue(field, valueIn(contact, field.id), words),
  }));
}

/** What quick replies can say of a ticket now. */
export function useReplyValues(ticket: Ticket): VariableValues {
  const t = useT("quickReplies.greeting");
  const me = useCurrentUser();
  const [hour] = useState(() => new Date().getHours());
  const first = firstNameOf(ticket.contact.name);
  const fields = useFieldTexts(ticket.contactId);
  return {
    "contact.firstName": first,
    "contact.name": first === null ? null : ticket.contact.name,
    "agent.name": me.name,
    "ticket.number": String(ticket.number),
    "queue.name": ticket.queue?.name ?? null,
    greeting: t(timeOfDay(hour)),
    fields,
  };
}
