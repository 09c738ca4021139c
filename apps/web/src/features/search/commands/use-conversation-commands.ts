import type { Ticket } from "@whatskovi/contract";
import { driverCapabilities } from "@whatskovi/contract/capabilities";
import {
  ArrowDownToLine,
  ArrowLeft,
  Contact,
  LayoutTemplate,
  Lock,
  type LucideIcon,
  MapPin,
  Mic,
  PanelRight,
  Paperclip,
  Reply,
  Sticker,
  TextSearch,
} from "lucide-react";
import { useState } from "react";
import { useT } from "../../../lib/i18n/index.ts";
import { useDrafts } from "../../../stores/drafts.ts";
import {
  askComposer,
  type ComposerWish,
  focusComposer,
  openSearch,
  serviceWindowOf,
  useEditing,
} from "../../conversation/index.ts";
import type { Command } from "./command.ts";
import { press } from "./page.ts";

/** What is written in the open conversation. */
export function useWritingCommands(ticket: Ticket | undefined): Command[] {
  const t = useT("search.commands");
  const composer = useT("composer");
  const [now] = useState(Date.now);
  if (ticket === undefined) return [];
  const may = (ability: Ticket["abilities"][number]) => ticket.abilities.includes(ability);
  const isWindowOpen = serviceWindowOf(ticket, now).state !== "closed";
  const write = (id: "reply" | "note", icon: LucideIcon): Command => ({
    id,
    name: t(id),
    icon,
    shortcut: id,
    when: "closed",
    run: () => focusComposer(id),
  });
  const template: Command = {
    id: "send-template",
    name: `${composer("template.title")}…`,
    icon: LayoutTemplate,
    when: "closed",
    run: () => press("[data-send-template]"),
  };
  return [
    ...(may("send") && isWindowOpen ? [write("reply", Reply)] : []),
    ...(may("send") && !isWindowOpen && driverCapabilities[ticket.connection.driver].templates ? [template] : []),
    ...(may("note") ? [write("note", Lock)] : []),
  ];
}

/** What goes with a message, or is one without being typed: what the number can send, while WhatsApp takes it. */
export function useSendingCommands(ticket: Ticket | undefined): Command[] {
  const t = useT("search.commands");
  const composer = useT("composer");
  const [now] = useState(Date.now);
  const isEditing = useEditing(({ byTicket }) => byTicket[ticket?.id ?? ""] !== undefined);
  const hasBegun = useDrafts(({ byTicket }) => (byTicket[ticket?.id ?? ""]?.body ?? "") !== "");
  if (ticket === undefined || isEditing || !ticket.abilities.includes("send")) return [];
  if (serviceWindowOf(ticket, now).state === "closed") return [];
  const can = driverCapabilities[ticket.connection.driver];
  const send = (wish: ComposerWish, name: string, icon: LucideIcon): Command => ({
    id: `send-${wish}`,
    name,
    icon,
    when: "closed",
    run: () => {
      // A file goes with a note, too; what else there is goes to the customer.
      if (wish !== "file") focusComposer("reply");
      askComposer(wish);
    },
  });
  return [
    send("file", `${composer("attach")}…`, Paperclip),
    ...(can.voiceNotes && !hasBegun ? [send("voice", composer("record"), Mic)] : []),
    ...(can.stickers ? [send("sticker", t("sticker"), Sticker)] : []),
    ...(can.locations ? [send("place", `${composer("place.title")}…`, MapPin)] : []),
    ...(can.contactCards ? [send("card", `${composer("card.title")}…`, Contact)] : []),
  ];
}

/** How one goes about in the open conversation, and out of it. */
export function useReadingCommands(): Command[] {
  const t = useT("search.commands");
  const conversation = useT("conversation");
  const inbox = useT("inbox");
  return [
    {
      id: "find",
      name: t("find"),
      icon: TextSearch,
      shortcut: "conversationSearch",
      when: "closed",
      run: openSearch,
    },
    {
      id: "to-end",
      name: conversation("toEnd"),
      words: t("toEndWords"),
      icon: ArrowDownToLine,
      when: "closed",
      run: () => press("[data-to-end]"),
    },
    {
      id: "details",
      name: t("details"),
      icon: PanelRight,
      shortcut: "details",
      when: "closed",
      run: () => press("[data-toggle-details]"),
    },
    {
      id: "back",
      name: inbox("back"),
      icon: ArrowLeft,
      shortcut: "back",
      when: "closed",
      run: () => press("[data-back-to-list]"),
    },
  ];
}
