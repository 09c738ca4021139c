import { lazyPart } from "../../components/ui/index.ts";
import { CircleAlert } from "lucide-react";
import { useState } from "react";
import { useT } from "../../lib/i18n/index.ts";
import { useOutgoing } from "./outgoing.ts";

const UnsentDialog = lazyPart(() => import("./unsent-dialog.tsx").then((module) => module.UnsentDialog), "above");

/** How many messages wait for the server to be reachable. */
export const useQueuedCount = (): number =>
  useOutgoing(({ messages }) => messages.filter(({ state }) => state === "queued").length);

/** Says above every page that something written here was refused: its conversation may be out of sight by now. */
export function UnsentLine() {
  const t = useT("conversation.unsent");
  const count = useOutgoing(({ messages }) => messages.filter(({ state }) => state === "failed").length);
  const [isOpen, setOpen] = useState(false);
  return (
    <div role="status">
      {count > 0 && (
        <p className="flex animate-appear items-center gap-2 border-b border-line bg-danger-soft px-4 py-1 text-small text-danger-ink">
          <CircleAlert aria-hidden className="size-4 shrink-0" />
          <span className="min-w-0 flex-1">{t("line", { count })}</span>
          <button
            type="button"
            data-show-unsent
            onClick={() => setOpen(true)}
            className="min-h-8 font-medium underline underline-offset-2 pointer-coarse:min-h-11"
          >
            {t("show")}
          </button>
        </p>
      )}
      {isOpen && <UnsentDialog onClose={() => setOpen(false)} />}
    </div>
  );
}
