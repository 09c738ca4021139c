import { Ban, BookUser, Copy, History, MessageSquarePlus, Tags } from "lucide-react";
import { useRouter } from "next/navigation";
import { useFormats } from "../../../lib/format/index.ts";
import { useErrorText, useT } from "../../../lib/i18n/index.ts";
import { beginConversation } from "../../../stores/new-conversation.ts";
import { showToast } from "../../../stores/toasts.ts";
import { askToBlock, useBlock } from "../../contacts/index.ts";
import type { Command } from "./command.ts";
import type { MeantContact } from "./use-meant-contact.ts";

/** What one may do with a contact: whoever sees one may change it, as the server has it, so no right is asked for here. */
export function useContactCommands(contact: MeantContact | undefined, isOnPage: boolean): Command[] {
  const t = useT("search.commands");
  const contacts = useT("contacts");
  const details = useT("details");
  const common = useT("common");
  const formats = useFormats();
  const errorText = useErrorText();
  const router = useRouter();
  const block = useBlock();
  if (contact === undefined) return [];
  const { id, name, phoneNumber, isBlocked } = contact;
  const phone = phoneNumber === null ? null : formats.phone(phoneNumber);
  // Without a secure address browsers have no clipboard.
  const copy = async (text: string) => {
    await navigator.clipboard.writeText(text);
    showToast(common("copied"));
  };
  const tell = (error: unknown) => showToast(errorText(error), { tone: "danger" });
  const begin: Command = {
    id: "contact-begin",
    name: contacts("startConversation"),
    icon: MessageSquarePlus,
    when: "closed",
    run: () => beginConversation({ id, name }),
  };
  const page: Command = {
    id: "contact",
    name: t("contact"),
    icon: BookUser,
    run: () => router.push(`/contacts?contact=${id}`),
  };
  return [
    ...(isOnPage ? (isBlocked ? [] : [begin]) : [page]),
    { id: "contact-tags", name: t("contactTags"), icon: Tags, step: "contactTags" },
    {
      id: "earlier",
      name: `${isOnPage ? contacts("tickets") : details("earlier")}…`,
      words: t("earlierWords"),
      icon: History,
      step: "earlier",
    },
    ...(phone === null
      ? []
      : [
          {
            id: "copy-phone",
            name: details("copyPhone"),
            aside: phone,
            icon: Copy,
            run: () => void copy(phone).catch(tell),
          },
        ]),
    isBlocked
      ? { id: "unblock", name: contacts("unblock"), icon: Ban, run: () => block.mutate({ id, isBlocked: false }) }
      : { id: "block", name: contacts("block"), icon: Ban, when: "closed", run: () => askToBlock({ id, name }) },
  ];
}
