import type { Ticket } from "@whatskovi/contract";
import {
  ArrowRightLeft,
  BookUser,
  CheckCheck,
  CircleCheckBig,
  Flag,
  Hand,
  Layers,
  Lock,
  type LucideIcon,
  MailOpen,
  MailWarning,
  MessageSquare,
  PanelRight,
  Reply,
  Tags,
  TextSearch,
  Undo2,
  UserRound,
} from "lucide-react";
import { useRouter } from "next/navigation";
import { useT } from "../../../lib/i18n/index.ts";
import { focusComposer, openSearch } from "../../conversation/index.ts";
import { actionsOf, type TicketAction, useTicketActions } from "../../tickets/index.ts";
import { addressInInbox } from "../options.ts";
import type { Command } from "./command.ts";

const icons: Readonly<Record<TicketAction, LucideIcon>> = {
  accept: Hand,
  reopen: CheckCheck,
  transfer: ArrowRightLeft,
  close: CircleCheckBig,
  return: Undo2,
  unread: MailWarning,
  read: MailOpen,
};

const pressDetails = () => document.querySelector<HTMLElement>("[data-toggle-details]")?.click();

/** What one may do with a ticket: the same that its buttons offer, by the same table. */
export function useTicketCommands(ticket: Ticket | undefined, isOpen: boolean): Command[] {
  const t = useT("search.commands");
  const words = useT("ticket");
  const router = useRouter();
  const { run } = useTicketActions();
  if (ticket === undefined) return [];
  const may = (ability: Ticket["abilities"][number]) => ticket.abilities.includes(ability);
  const verbs = actionsOf(ticket).flatMap((action): Command[] => {
    const verb: Command = {
      id: action,
      name: words(`actions.${action}`),
      icon: icons[action],
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
  const update: Command[] = [
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
  const open: Command = {
    id: "open",
    name: t("open"),
    icon: MessageSquare,
    shortcut: "open",
    run: () => router.push(addressInInbox(window.location, ticket.id)),
  };
  const write = (id: "reply" | "note", icon: LucideIcon): Command => ({
    id,
    name: t(id),
    icon,
    shortcut: id,
    when: "closed",
    run: () => focusComposer(id),
  });
  return [
    ...(isOpen ? [] : [open]),
    ...(isOpen && may("send") ? [write("reply", Reply)] : []),
    ...(isOpen && may("note") ? [write("note", Lock)] : []),
    ...verbs,
    ...(may("update") ? update : []),
    ...(isOpen
      ? ([
          {
            id: "find",
            name: t("find"),
            icon: TextSearch,
            shortcut: "conversationSearch",
            when: "closed",
            run: openSearch,
          },
          {
            id: "details",
            name: t("details"),
            icon: PanelRight,
            shortcut: "details",
            when: "closed",
            run: pressDetails,
          },
        ] satisfies Command[])
      : []),
    {
      id: "contact",
      name: t("contact"),
      icon: BookUser,
      run: () => router.push(`/contacts?contact=${ticket.contact.id}`),
    },
  ];
}
