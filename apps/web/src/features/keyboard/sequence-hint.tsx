import { clsx } from "clsx";
import { Shortcut } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { continuationsOf, type ShortcutId, useShortcutChoices, writtenKey } from "../../lib/shortcuts/index.ts";
import { useToasts } from "../../stores/toasts.ts";
import type { Destination } from "./destinations.ts";

type SequenceHintProps = { readonly pending: string; readonly go: ReadonlyMap<ShortcutId, Destination> };

/** After the first key of a sequence: what the next one leads to. Over the headings, where nothing is read or written just now. */
export function SequenceHint({ pending, go }: SequenceHintProps) {
  const t = useT("shortcuts");
  const shell = useT("shell");
  const choices = useShortcutChoices();
  const isSomethingSaid = useToasts(({ items }) => items.length > 0);
  const offered = continuationsOf(pending, choices).flatMap(({ id, key }) => {
    const destination = go.get(id);
    return destination === undefined ? [] : [{ ...destination, key }];
  });
  return (
    <div
      role="status"
      className={clsx(
        "pointer-events-none fixed inset-x-0 z-40 flex justify-center px-4 pt-safe tablet:pl-16",
        isSomethingSaid ? "top-16" : "top-2",
      )}
    >
      <div className="flex animate-appear flex-wrap items-center justify-center gap-x-3 gap-y-1 rounded-card border border-line bg-raised px-3 py-2 text-small shadow-float">
        <span className="text-ink-soft">{t("after", { key: writtenKey(pending) })}</span>
        {offered.map(({ name, key }) => (
          <span key={name} className="flex items-center gap-1">
            <Shortcut keys={writtenKey(key)} />
            {shell(name)}
          </span>
        ))}
      </div>
    </div>
  );
}
