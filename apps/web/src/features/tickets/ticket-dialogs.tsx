import { lazyPart } from "../../components/ui/index.ts";
import { endAsking, useTicketDialog } from "./ticket-dialog.ts";
import { useTicketActions } from "./use-ticket-actions.ts";

export const TransferDialog = lazyPart(
  () => import("./transfer-dialog.tsx").then((module) => module.TransferDialog),
  "above",
);
export const CloseDialog = lazyPart(() => import("./close-dialog.tsx").then((module) => module.CloseDialog), "above");

/** Whatever is being asked about a ticket. Once in a page. */
export function TicketDialogs() {
  const open = useTicketDialog((dialog) => dialog.open);
  const { close, transfer } = useTicketActions();
  if (open === null) return null;
  const { kind, ticket } = open;
  if (kind === "close") return <CloseDialog onConfirm={(reason) => void close(ticket, reason)} onClose={endAsking} />;
  return (
    <TransferDialog
      description={ticket.contact.name}
      ownerId={ticket.userId}
      onTransfer={(handover) => transfer(ticket, handover)}
      onClose={endAsking}
    />
  );
}
