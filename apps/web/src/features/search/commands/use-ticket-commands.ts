import type { Ticket } from "@whatskovi/contract";
import { Flag, Layers, MessageSquare, Tags, UserRound } from "lucide-react";
import { useRouter } from "next/navigation";
import { useT } from "../../../lib/i18n/index.ts";
import { actionsOf, useTicketActions } from "../../tickets/index.ts";
import { addressInInbox } from "../options.ts";
import { actionIcons } from "./action-icons.ts";
import type { Command } from "./command.ts";
import { useReadingCommands, useSendingCommands, useWritingCommands } from "./use-conversation-commands.ts";

/** What changes a ticket: the same that its buttons offer, by the same table. */
function useChangingCommands(ticket: Ticket | undefined): Command[] {
  const t = useT("search.commands");
  const words = useT("ticket");
  const { run } = useTicketActions();
  if (ticket === undefined) return [];
  const verbs = actionsOf(ticket).flatMap((action): Command[] => {
    const verb: Command = {
      id: action,
      name: words(`actions.${action}`),
      icon: actionIcons[action],
      run: () => run(action, ticket),
      ...(action !== "return" && { shortcut: action === "read" ? "unread" : action }),
    };
    if (action !== "transfer") return [verb];
    return [
      { id: "transfer-agent", name: t("transferAgent"), icon: UserRound, step: "agent" },
      { id: "transfer-queue", name: t("transferQueue"), icon: Layers, step: "queue" },
      { ...verb, name: t("transferNote") },
    ];
  });
  if (!ticket.abilities.includes("update")) return verbs;
  return [
    ...verbs,
    {
      id: "priority",
      name: t("priority"),
      aside: words(`priority.${ticket.priority}`),
      icon: Flag,
      shortcut: "priority",
      step: "priority",
    },
    {
      id: "tags",
      name: t("tags"),
      aside: ticket.tags.map(({ name }) => name).join(", "),
      icon: Tags,
      shortcut: "tags",
      step: "tags",
    },
  ];
}

/** What one may do with a ticket, and with its conversation where that is open. */
export function useTicketCommands(ticket: Ticket | undefined, isOpen: boolean): Command[] {
  const t = useT("search.commands");
  const router = useRouter();
  const open = isOpen ? ticket : undefined;
  const writing = useWritingCommands(open);
  const changing = useChangingCommands(ticket);
  const sending = useSendingCommands(open);
  const reading = useReadingCommands();
  if (ticket === undefined) return [];
  if (isOpen) return [...writing, ...changing, ...sending, ...reading];
  return [
    {
      id: "open",
      name: t("open"),
      icon: MessageSquare,
      shortcut: "open",
      run: () => router.push(addressInInbox(window.location, ticket.id)),
    },
    ...changing,
  ];
}
