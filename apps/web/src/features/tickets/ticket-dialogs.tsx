import dynamic from "next/dynamic";
import { endAsking, useTicketDialog } from "./ticket-dialog.ts";

const TransferDialog = dynamic(() => import("./transfer-dialog.tsx").then((module) => module.TransferDialog), {
  ssr: false,
});
const CloseDialog = dynamic(() => import("./close-dialog.tsx").then((module) => module.CloseDialog), { ssr: false });

/** Whatever is being asked about a ticket. Once in a page. */
export function TicketDialogs() {
  const open = useTicketDialog((dialog) => dialog.open);
  if (open?.kind === "transfer") return <TransferDialog ticket={open.ticket} onClose={endAsking} />;
  if (open?.kind === "close") return <CloseDialog ticket={open.ticket} onClose={endAsking} />;
  return null;
}
