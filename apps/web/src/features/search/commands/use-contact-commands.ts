import type { Ticket } from "@whatskovi/contract";
import { Ban, BookUser, Copy, History, Tags } from "lucide-react";
import { useRouter } from "next/navigation";
import { useFormats } from "../../../lib/format/index.ts";
import { useErrorText, useT } from "../../../lib/i18n/index.ts";
import { showToast } from "../../../stores/toasts.ts";
import { askToBlock, useBlock } from "../../contacts/index.ts";
import type { Command } from "./command.ts";

/**
 * What one may do with the contact of a ticket. Whoever sees one of its tickets may change the contact, so nothing is asked here.
 */
export function useContactCommands(ticket: Ticket | undefined): Command[] {
  const t = useT("search.commands");
  const contacts = useT("contacts");
  const details = useT("details");
  const common = useT("common");
  const formats = useFormats();
  const errorText = useErrorText();
  const router = useRouter();
  const block = useBlock();
  if (ticket === undefined) return [];
  const { id, name, phoneNumber, isBlocked } = ticket.contact;
  const phone = phoneNumber === null ? null : formats.phone(phoneNumber);
  const copy = (text: string) =>
    void navigator.clipboard.writeText(text).then(
      () => showToast(common("copied")),
      (error: unknown) => showToast(errorText(error), { tone: "danger" }),
    );
  return [
    { id: "contact", name: t("contact"), icon: BookUser, run: () => router.push(`/contacts?contact=${id}`) },
    { id: "contact-tags", name: t("contactTags"), icon: Tags, step: "contactTags" },
    { id: "earlier", name: `${details("earlier")}…`, words: t("earlierWords"), icon: History, step: "earlier" },
    ...(phone === null
      ? []
      : [{ id: "copy-phone", name: details("copyPhone"), aside: phone, icon: Copy, run: () => copy(phone) }]),
    isBlocked
      ? { id: "unblock", name: contacts("unblock"), icon: Ban, run: () => block.mutate({ id, isBlocked: false }) }
      : { id: "block", name: contacts("block"), icon: Ban, when: "closed", run: () => askToBlock({ id, name }) },
  ];
}
