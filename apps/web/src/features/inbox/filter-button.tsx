import { lazyPart } from "../../components/ui/index.ts";
import { SlidersHorizontal } from "lucide-react";
import { useRef, useState } from "react";
import { useT } from "../../lib/i18n/index.ts";
import { useShownKey } from "../../lib/shortcuts/index.ts";
import { activeFilters, type InboxLook } from "./inbox-look.ts";

const FilterPopover = lazyPart(() => import("./filter-popover.tsx").then((module) => module.FilterPopover), "above");

type FilterButtonProps = { readonly look: InboxLook; readonly onLook: (changes: Partial<InboxLook>) => void };

/** Opens the filters, and tells how many are at work. */
export function FilterButton({ look, onLook }: FilterButtonProps) {
  const t = useT("inbox.filters");
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState<boolean | null>(null);
  const shownKey = useShownKey()("filter");
  const count = activeFilters(look.filters);
  const label = count === 0 ? t("open") : `${t("open")}, ${t("active", { count })}`;
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-label={label}
        aria-haspopup="dialog"
        aria-expanded={isOpen === true}
        title={label}
        {...(shownKey !== undefined && { "aria-keyshortcuts": shownKey })}
        data-inbox-filter
        onClick={() => setOpen(isOpen !== true)}
        className="relative grid size-9 shrink-0 place-items-center rounded-control text-ink-soft hover:bg-hover hover:text-ink aria-expanded:bg-hover pointer-coarse:size-11"
      >
        <SlidersHorizontal aria-hidden className="size-5" />
        {count > 0 && (
          <span
            aria-hidden
            className="absolute top-0 right-0 grid size-4 place-items-center rounded-full bg-accent text-meta font-semibold text-on-accent"
          >
            {count}
          </span>
        )}
      </button>
      {isOpen !== null && (
        <FilterPopover look={look} onLook={onLook} anchor={button} isOpen={isOpen} onOpenChange={setOpen} />
      )}
    </>
  );
}
