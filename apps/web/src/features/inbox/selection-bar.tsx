import type { Ticket, TicketAbility } from "@whatskovi/contract";
import {
  ArrowRightLeft,
  CheckCheck,
  CircleCheckBig,
  Flag,
  Hand,
  MailOpen,
  MailWarning,
  MoreHorizontal,
  Tags,
  Undo2,
  X,
} from "lucide-react";
import { useState } from "react";
import { IconButton, Menu, MenuChoices, MenuItem, ProgressLine } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { useShownKey } from "../../lib/shortcuts/index.ts";
import { CloseDialog, priorities, TransferDialog } from "../tickets/index.ts";
import { BulkTagsDialog } from "./bulk-tags-dialog.tsx";
import { useBulk } from "./bulk.ts";
import { clearSelection, useSelection } from "./selection.ts";
import type { useBulkActions } from "./use-bulk-actions.ts";

type SelectionBarProps = { readonly run: ReturnType<typeof useBulkActions>["run"] };

/** What can be done to all chosen tickets. What only some of them allow is offered: the others say why not. */
export function SelectionBar({ run }: SelectionBarProps) {
  const t = useT("inbox.bulk");
  const words = useT("ticket");
  const shownKey = useShownKey();
  const chosen = useSelection((selection) => selection.chosen);
  const isBusy = useBulk((bulk) => bulk.isBusy);
  const [asking, setAsking] = useState<"close" | "transfer" | "tags" | null>(null);
  const tickets = [...chosen.values()];
  const may = (ability: TicketAbility) => tickets.some((ticket) => ticket.abilities.includes(ability));
  const endAsking = () => setAsking(null);
  const count = chosen.size;
  return (
    <div
      role="toolbar"
      aria-label={t("label")}
      className="relative flex h-10 shrink-0 items-center border-b border-line bg-accent-soft px-1 pointer-coarse:h-12"
    >
      <IconButton label={t("clear")} shortcut={shownKey("clearSelection")} icon={<X />} onClick={clearSelection} />
      <span
        role="status"
        title={t("count", { count })}
        className="min-w-0 flex-1 truncate pl-1 text-small font-medium tabular-nums"
      >
        <span className="max-tablet:sr-only">{t("count", { count })}</span>
        <span aria-hidden className="tablet:hidden">
          {count}
        </span>
      </span>
      <IconButton
        label={words("actions.accept")}
        icon={<Hand />}
        disabled={!may("accept")}
        onClick={() => void run({ kind: "accept" })}
      />
      <IconButton
        label={words("actions.transfer")}
        icon={<ArrowRightLeft />}
        disabled={!may("transfer")}
        data-chosen="transfer"
        onClick={() => setAsking("transfer")}
      />
      <IconButton
        label={words("actions.close")}
        icon={<CircleCheckBig />}
        disabled={!may("close")}
        data-chosen="close"
        onClick={() => setAsking("close")}
      />
      <IconButton
        label={t("tags")}
        icon={<Tags />}
        disabled={!may("update")}
        data-chosen="tags"
        onClick={() => setAsking("tags")}
      />
      <Menu trigger={<IconButton label={t("more")} icon={<MoreHorizontal />} />}>
        <MenuItem icon={<MailOpen />} isDisabled={!may("read")} onSelect={() => void run({ kind: "read" })}>
          {t("read")}
        </MenuItem>
        <MenuItem icon={<MailWarning />} isDisabled={!may("read")} onSelect={() => void run({ kind: "unread" })}>
          {t("unread")}
        </MenuItem>
        {may("return") && (
          <MenuItem icon={<Undo2 />} onSelect={() => void run({ kind: "return" })}>
            {words("actions.return")}
          </MenuItem>
        )}
        {may("reopen") && (
          <MenuItem icon={<CheckCheck />} onSelect={() => void run({ kind: "reopen" })}>
            {words("actions.reopen")}
          </MenuItem>
        )}
        <MenuChoices
          label={t("priority")}
          value={sharedPriority(tickets)}
          choices={priorities.map((value) => ({ value, label: words(`priority.${value}`), icon: <Flag /> }))}
          onChange={(priority) => priority !== "" && void run({ kind: "priority", priority })}
        />
      </Menu>
      {isBusy && <ProgressLine label={t("busy")} className="absolute inset-x-0 bottom-0" />}
      {asking === "close" && (
        <CloseDialog
          count={count}
          onConfirm={(reason) => void run({ kind: "close", ...(reason !== "" && { reason }) })}
          onClose={endAsking}
        />
      )}
      {asking === "transfer" && (
        <TransferDialog
          description={t("count", { count })}
          ownerId={null}
          onTransfer={(handover) => run({ kind: "transfer", ...handover })}
          onClose={endAsking}
        />
      )}
      {asking === "tags" && <BulkTagsDialog tickets={tickets} run={run} onClose={endAsking} />}
    </div>
  );
}

/** The priority that all have; empty when they differ. */
function sharedPriority(tickets: readonly Ticket[]): Ticket["priority"] | "" {
  const [first, ...others] = tickets.map((ticket) => ticket.priority);
  return first !== undefined && others.every((priority) => priority === first) ? first : "";
}
