import { useT } from "../../lib/i18n/index.ts";
import { useTyping } from "./typing.ts";

const nobody: readonly never[] = [];

/** Who writes just now. Its place is always kept, so nothing moves when somebody begins. */
export function TypingLine({ ticketId, contactName }: { ticketId: string; contactName: string }) {
  const t = useT("conversation.typing");
  const typists = useTyping((typing) => typing.typists[ticketId] ?? nobody);
  return (
    <p aria-live="polite" className="h-5 shrink-0 truncate px-4 text-meta text-accent-ink">
      {typists
        .map((typist) =>
          typist.kind === "customer"
            ? t("customer", { name: contactName })
            : t("colleague", { name: typist.name ?? "" }),
        )
        .join(" · ")}
    </p>
  );
}
