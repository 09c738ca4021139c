import { Popover } from "@base-ui/react/popover";
import type { RefObject } from "react";
import { useCloseByBack } from "../../lib/back/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { FilterForm } from "./filter-form.tsx";
import type { InboxLook } from "./inbox-look.ts";

type FilterPopoverProps = {
  readonly look: InboxLook;
  readonly onLook: (changes: Partial<InboxLook>) => void;
  readonly anchor: RefObject<HTMLElement | null>;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
};

/** What narrows the list, and its order. */
export function FilterPopover({ look, onLook, anchor, isOpen, onOpenChange }: FilterPopoverProps) {
  const t = useT("inbox.filters");
  useCloseByBack(isOpen, () => onOpenChange(false));
  return (
    <Popover.Root open={isOpen} onOpenChange={onOpenChange}>
      <Popover.Portal>
        <Popover.Positioner
          anchor={anchor}
          side="bottom"
          align="start"
          sideOffset={4}
          collisionPadding={8}
          className="z-20"
        >
          <Popover.Popup
            finalFocus={anchor}
            aria-label={t("open")}
            className="max-h-(--available-height) scroll-thin overflow-y-auto rounded-card border border-line bg-raised text-ink shadow-float outline-none"
          >
            <FilterForm look={look} onLook={onLook} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
