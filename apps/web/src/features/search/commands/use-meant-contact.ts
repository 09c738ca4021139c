import { useQuery } from "@tanstack/react-query";
import type { Contact } from "@whatskovi/contract";
import { usePathname, useSearchParams } from "next/navigation";
import { contactQuery } from "../../contacts/index.ts";
import { useMeantTicket } from "./use-meant-ticket.ts";

/** What of a contact its commands need to know. */
export type MeantContact = Pick<Contact, "id" | "name" | "phoneNumber" | "isBlocked">;

/** The contact that is meant: the one of the ticket that is meant, or the one whose page is open. */
export function useMeantContact(): { contact: MeantContact | undefined; isOnPage: boolean } {
  const { ticket } = useMeantTicket();
  const isContacts = usePathname().startsWith("/contacts");
  const openId = useSearchParams().get("contact");
  const isOnPage = ticket === undefined && isContacts && openId !== null;
  const { data } = useQuery({ ...contactQuery(openId ?? ""), enabled: isOnPage });
  return { contact: ticket?.contact ?? (isOnPage ? data : undefined), isOnPage };
}
