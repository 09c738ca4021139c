import type { TicketEvent, TicketPriority } from "@whatskovi/contract";
import { useT } from "../../lib/i18n/index.ts";
import { nameOf, numberOf } from "./event-details.ts";

/** What happened to a ticket, as a sentence. */
export function useEventSentence(me: string): (event: TicketEvent) => string {
  const t = useT("conversation.events");
  const priorities = useT("ticket.priority");
  return ({ type, user, details }) => {
    const who = user === null ? t("somebody") : user.id === me ? t("you") : user.name;
    switch (type) {
      case "OPENED":
        return t("OPENED");
      case "TRANSFERRED": {
        const to = [nameOf(details["toUser"]), nameOf(details["toQueue"])].filter(Boolean).join(" · ");
        return t("TRANSFERRED", { user: who, to });
      }
      case "CLOSED":
        return typeof details["reason"] === "string"
          ? t("CLOSED_reason", { user: who, reason: details["reason"] })
          : t("CLOSED", { user: who });
      case "TAGGED":
      case "UNTAGGED":
        if (Array.isArray(details["tags"]))
          return t(`${type}_many`, {
            user: who,
            count: details["tags"].length,
            tags: details["tags"].map(String).join(", "),
          });
        return t(type, { user: who, tag: nameOf(details["tag"]) ?? "" });
      case "PRIORITY_CHANGED":
        return t(type, { user: who, priority: priorities(String(details["to"]) as TicketPriority) });
      case "MERGED":
      case "UNMERGED":
        return t(`${type}_${details["role"] === "kept" ? "kept" : "closed"}`, {
          number: String(numberOf(details["ticket"])),
        });
      default:
        return t(type, { user: who });
    }
  };
}
