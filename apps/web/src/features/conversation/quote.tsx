import type { QuotedMessage } from "@whatskovi/contract";
import { useT } from "../../lib/i18n/index.ts";
import { KindIcon } from "../tickets/index.ts";
import { plainText } from "./message-format.ts";

type Quoted = Pick<QuotedMessage, "body" | "type" | "isDeleted">;

/** What a message answers to, in two lines. */
export function QuoteText({ quoted, author }: { quoted: Quoted; author: string }) {
  const t = useT("conversation");
  const kinds = useT("kinds");
  const text = quoted.isDeleted ? t("deleted") : plainText(quoted.body) || kinds(quoted.type);
  return (
    <span className="block min-w-0 text-start text-small">
      <span className="block truncate font-semibold text-accent-ink">{author}</span>
      <span className="flex items-center gap-1 text-ink-soft">
        <KindIcon type={quoted.type} />
        <span className="line-clamp-2 min-w-0 break-words">{text}</span>
      </span>
    </span>
  );
}
