import {
  ArrowRightLeft,
  CheckCheck,
  CircleCheckBig,
  Hand,
  type LucideIcon,
  MailOpen,
  MailWarning,
  Undo2,
} from "lucide-react";
import type { TicketAction } from "../../tickets/index.ts";

/** The sign of each action on tickets, of one or of many. */
export const actionIcons: Readonly<Record<TicketAction, LucideIcon>> = {
  accept: Hand,
  reopen: CheckCheck,
  transfer: ArrowRightLeft,
  close: CircleCheckBig,
  return: Undo2,
  unread: MailWarning,
  read: MailOpen,
};
