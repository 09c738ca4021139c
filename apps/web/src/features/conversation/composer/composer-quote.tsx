import type { Message, Ticket } from "@whatskovi/contract";
import { X } from "lucide-react";
import { IconButton } from "../../../components/ui/index.ts";
import { useT } from "../../../lib/i18n/index.ts";
import { QuoteText } from "../quote.tsx";

type ComposerQuoteProps = { readonly quoted: Message; readonly ticket: Ticket; readonly onCancel: () => void };

/** The message that will be answered to. */
export function ComposerQuote({ quoted, ticket, onCancel }: ComposerQuoteProps) {
  const t = useT("composer");
  const name =
    quoted.direction === "INBOUND"
      ? (quoted.author?.name ?? ticket.contact.name)
      : (quoted.user?.name ?? ticket.connection.name);
  return (
    <div className="mx-3 mt-1 flex items-start gap-2 rounded-control border-l-2 border-accent bg-hover py-1 pr-1 pl-2">
      <div className="min-w-0 flex-1">
        <QuoteText quoted={{ ...quoted, isDeleted: quoted.deletedAt !== null }} author={t("quoting", { name })} />
      </div>
      <IconButton label={t("cancelQuote")} icon={<X />} onClick={onCancel} />
    </div>
  );
}
