import { useCallback } from "react";
import { BulkOutcomeNotice } from "./bulk-outcome.tsx";
import { useBulk } from "./bulk.ts";
import { SelectionBar } from "./selection-bar.tsx";
import { useSelection } from "./selection.ts";
import { useBulkActions } from "./use-bulk-actions.ts";

type BulkAreaProps = { readonly openId: string | null; readonly onClose: () => void };

/** What can be done to the chosen tickets, and what could not be done. Its code comes with the first choice. */
export function BulkArea({ openId, onClose }: BulkAreaProps) {
  const hasChosen = useSelection((selection) => selection.chosen.size > 0);
  const outcome = useBulk((bulk) => bulk.outcome);
  // Whoever put it back to unread is not reading it any more.
  const onUnread = useCallback(
    (ticketIds: readonly string[]) => openId !== null && ticketIds.includes(openId) && onClose(),
    [openId, onClose],
  );
  const { run } = useBulkActions(onUnread);
  return (
    <>
      {hasChosen && <SelectionBar run={run} />}
      {outcome !== null && <BulkOutcomeNotice outcome={outcome} run={run} />}
    </>
  );
}
