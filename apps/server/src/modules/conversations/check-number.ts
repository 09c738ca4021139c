import type { NumberOnWhatsApp } from "@whatskovi/contract";
import { orNotFound } from "../../platform/errors/app-error.ts";
import type { Identity } from "../../whatsapp/driver.ts";
import { displayPhoneNumber, identityKey, isContactVisible } from "../contacts/index.ts";
import { askWhatsApp, type ConversationContext } from "./ask-whatsapp.ts";
import { findConnection, findContactsOf } from "./conversation.read-model.ts";
import { readPhone } from "./phone-input.ts";

/** Asks WhatsApp for a phone. Where the connection cannot ask, it says so instead of guessing. */
export async function checkNumber(
  context: ConversationContext,
  { connectionId, phoneNumber }: { connectionId: string; phoneNumber: string },
): Promise<NumberOnWhatsApp> {
  const { db, actor } = context;
  const connection = orNotFound(await findConnection(db, connectionId));
  const phone = readPhone(phoneNumber);
  const check = await askWhatsApp(context, connection, phone.phoneNumber);
  const told = check?.isOnWhatsApp === true ? check.identities : [];
  const asked = { kind: "PHONE", value: phone.phoneNumber } as const;
  for (const contactId of await findContactsOf(db, [...told, asked].map(keyOf))) {
    if (await isContactVisible(db, actor, contactId)) return answer(contactId);
  }
  return answer(null);

  function answer(contactId: string | null): NumberOnWhatsApp {
    const canonical = told.find(({ kind }) => kind === "PHONE");
    return {
      isOnWhatsApp: check?.isOnWhatsApp ?? null,
      phoneNumber: canonical === undefined ? phone.phoneNumber : displayPhoneNumber(canonical.value),
      isPlausible: phone.isPlausible,
      contactId,
    };
  }
}

const keyOf = (identity: Identity) => ({ kind: identity.kind, value: identityKey(identity) });
