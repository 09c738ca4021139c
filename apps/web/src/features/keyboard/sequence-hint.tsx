import { Shortcut } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { continuationsOf, type ShortcutId, useShortcutChoices, writtenKey } from "../../lib/shortcuts/index.ts";
import type { Destination } from "./destinations.ts";

type SequenceHintProps = { readonly pending: string; readonly go: ReadonlyMap<ShortcutId, Destination> };

/** After the first key of a sequence: what the next one leads to. */
export function SequenceHint({ pending, go }: SequenceHintProps) {
  const t = useT("shortcuts");
  const shell = useT("shell");
  const choices = useShortcutChoices();
  const offered = continuationsOf(pending, choices).flatMap(({ id, key }) => {
    const destination = go.get(id);
    return destination === undefined ? [] : [{ ...destination, key }];
  });
  return (
    <div role="status" className="pointer-events-none fixed inset-x-0 bottom-4 z-40 flex justify-center px-4">
      <div className="flex max-w-180 animate-appear flex-wrap items-center gap-x-4 gap-y-1 rounded-card border border-line bg-raised px-4 py-2 text-small shadow-float">
        <span className="text-ink-soft">{t("after", { key: writtenKey(pending) })}</span>
        {offered.map(({ name, key }) => (
          <span key={name} className="flex items-center gap-2">
            <Shortcut keys={writtenKey(key)} />
            {shell(name)}
          </span>
        ))}
      </div>
    </div>
  );
}
