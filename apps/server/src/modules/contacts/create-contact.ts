import type { Contact } from "@whatskovi/contract";
import type { UserContext } from "../../platform/context.ts";
import { recordAudit } from "../../platform/audit/audit.repository.ts";
import { isUniqueViolation } from "../../platform/db/violations.ts";
import { AppError } from "../../platform/errors/app-error.ts";
import { insertContact, type NewContact } from "./contact.repository.ts";
import { showContact } from "./get-contact.ts";

/**
 * Adds a contact by hand. Throws `already_exists` when the phone, in whichever form WhatsApp may know it, is somebody's already,
 * also when their first message comes in at the same moment.
 */
export async function createContact(context: UserContext, input: NewContact): Promise<Contact> {
  if (context.actor.role === "AGENT") throw new AppError("forbidden");
  try {
    const id = await context.db.sqlTransaction(async (tx) => {
      const contactId = await insertContact(tx, input, context.clock.now());
      if (contactId === null) throw new AppError("already_exists");
      await recordAudit(tx, context.actor, { action: "contact.created", entity: "contact", entityId: contactId });
      await context.outbox.append(tx, [{ type: "contact", contactId }]);
      return contactId;
    });
    return await showContact(context.db, id);
  } catch (error) {
    if (isUniqueViolation(error)) throw new AppError("already_exists", {}, { cause: error });
    throw error;
  }
}
