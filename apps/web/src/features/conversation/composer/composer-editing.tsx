import type { Message } from "@whatskovi/contract";
import { Pencil, X } from "lucide-react";
import { IconButton } from "../../../components/ui/index.ts";
import { useT } from "../../../lib/i18n/index.ts";
import { plainText } from "../message-format.ts";

/** Says that what is written replaces a message that was sent. */
export function ComposerEditing({ message, onCancel }: { message: Message; onCancel: () => void }) {
  const t = useT("composer");
  return (
    <div className="mx-3 mt-2 flex items-center gap-2 rounded-control border-l-2 border-accent bg-hover py-1 pr-1 pl-2 text-small">
      <Pencil aria-hidden className="size-4 shrink-0 text-accent-ink" />
      <span className="min-w-0 flex-1">
        <span className="block font-semibold text-accent-ink">{t("editing")}</span>
        <span className="block truncate text-ink-soft">{plainText(message.body)}</span>
      </span>
      <IconButton label={t("cancelEditing")} icon={<X />} onClick={onCancel} />
    </div>
  );
}
