import { clsx } from "clsx";
import { ChevronDown } from "lucide-react";
import { type ReactNode, useId } from "react";
import { setSectionFolded, useLayout } from "../../stores/layout.ts";

type Props = {
  /** By which it is remembered whether it is folded. */
  readonly name: string;
  readonly title: string;
  readonly children: ReactNode;
};

/** A part of the details under its title, folded away and remembered so. What is folded asks for nothing. */
export function Section({ name, title, children }: Props) {
  const id = useId();
  const isFolded = useLayout((layout) => layout.foldedSections.includes(name));
  return (
    <section aria-labelledby={id} className="px-4 py-2">
      <h3 id={id} className="-mx-2 flex">
        <button
          type="button"
          aria-expanded={!isFolded}
          onClick={() => setSectionFolded(name, !isFolded)}
          className="flex min-h-9 flex-1 items-center gap-1 rounded-control px-2 text-small font-semibold hover:bg-hover pointer-coarse:min-h-11"
        >
          <span className="flex-1 text-start">{title}</span>
          <ChevronDown
            aria-hidden
            className={clsx("size-4 text-ink-faint transition-transform", isFolded && "-rotate-90")}
          />
        </button>
      </h3>
      {!isFolded && <div className="pt-1 pb-3">{children}</div>}
    </section>
  );
}
