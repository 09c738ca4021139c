import type { Contact } from "@whatskovi/contract";
import { formatPhone } from "../../lib/format/index.ts";
import { useT } from "../../lib/i18n/index.ts";

/** What stands under a contact's name: the phone, that it is a group, or that WhatsApp does not tell. */
export function useContactHandle(): (contact: Pick<Contact, "phoneNumber" | "identities">) => string {
  const t = useT("contacts");
  return ({ phoneNumber, identities }) => {
    if (phoneNumber !== null) return formatPhone(phoneNumber);
    return identities.some(({ kind }) => kind === "GROUP") ? t("identityKinds.GROUP") : t("noPhone");
  };
}
