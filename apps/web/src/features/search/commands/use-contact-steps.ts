import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { History } from "lucide-react";
import { useRouter } from "next/navigation";
import { useFormats } from "../../../lib/format/index.ts";
import { useErrorText, useT } from "../../../lib/i18n/index.ts";
import { rowsOf } from "../../../lib/query/paged-rows.ts";
import type { SearchStep } from "../../../stores/search-screen.ts";
import { showToast } from "../../../stores/toasts.ts";
import { contactQuery, contactTicketsQuery, saveContact } from "../../contacts/index.ts";
import { tagsQuery } from "../../tags/index.ts";
import { addressInInbox } from "../options.ts";
import type { Command } from "./command.ts";
import { useMeantContact } from "./use-meant-contact.ts";
import { useMeantTicket } from "./use-meant-ticket.ts";

/** What is asked about a contact. Of its tickets the one that is meant already is left out. */
export function useContactSteps(step: SearchStep | null): Command[] {
  const words = useT("ticket");
  const formats = useFormats();
  const errorText = useErrorText();
  const router = useRouter();
  const queryClient = useQueryClient();
  const { ticket } = useMeantTicket();
  const contactId = useMeantContact().contact?.id ?? "";
  const needs = (one: SearchStep) => ({ enabled: step === one && contactId !== "" });
  const { data: contact } = useQuery({ ...contactQuery(contactId), ...needs("contactTags") });
  const { data: tags = [] } = useQuery({ ...tagsQuery(), ...needs("contactTags") });
  const { data: tickets } = useInfiniteQuery({ ...contactTicketsQuery(contactId), ...needs("earlier") });
  if (step === "contactTags" && contact !== undefined)
    return tags.map(({ id, name, color }) => {
      const isChosen = contact.tags.some((tag) => tag.id === id);
      const change = { [isChosen ? "removeTagIds" : "addTagIds"]: [id] };
      const shown = isChosen ? contact.tags.filter((tag) => tag.id !== id) : [...contact.tags, { id, name, color }];
      const run = () =>
        void saveContact(queryClient, contact, change, { tags: shown }).catch((error: unknown) =>
          showToast(errorText(error), { tone: "danger" }),
        );
      return { id, name, color, isChosen, run, when: "staying" as const };
    });
  if (step === "earlier")
    return rowsOf(tickets)
      .filter(({ id }) => id !== ticket?.id)
      .map(({ id, number, status, queue, lastMessageAt }) => ({
        id,
        name: words("number", { number: String(number) }),
        aside: [words(`status.${status}`), queue?.name, formats.listDate(lastMessageAt)]
          .filter((fact) => fact !== undefined)
          .join(" · "),
        icon: History,
        run: () => router.push(addressInInbox(window.location, id)),
      }));
  return [];
}
