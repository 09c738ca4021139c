import clsx from "clsx";
import { Lock } from "lucide-react";
import { useT } from "../../../lib/i18n/index.ts";

/** Whether one writes to the customer, or a note for colleagues. */
export function ComposerModes({ isNote, onChoose }: { isNote: boolean; onChoose: (isNote: boolean) => void }) {
  const t = useT("composer");
  const modes = [
    { value: false, label: t("reply"), chosenClass: "text-accent-ink" },
    { value: true, label: t("note"), chosenClass: "text-note-ink" },
  ];
  return (
    <div role="group" aria-label={t("mode")} className="flex gap-1 px-2 pt-1">
      {modes.map(({ value, label, chosenClass }) => (
        <button
          key={label}
          type="button"
          aria-pressed={value === isNote}
          onClick={() => onChoose(value)}
          className={clsx(
            "flex h-8 items-center gap-1 rounded-control px-2 text-small font-medium pointer-coarse:h-11",
            value === isNote ? chosenClass : "text-ink-soft hover:text-ink",
          )}
        >
          {value && <Lock aria-hidden className="size-3" strokeWidth={2.25} />}
          {label}
        </button>
      ))}
    </div>
  );
}
