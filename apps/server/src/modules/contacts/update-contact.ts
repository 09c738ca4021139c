import type { Contact } from "@whatskovi/contract";
import type { UserContext } from "../../platform/context.ts";
import { recordAudit } from "../../platform/audit/audit.repository.ts";
import { isForeignKeyViolation } from "../../platform/db/violations.ts";
import { AppError } from "../../platform/errors/app-error.ts";
import { listActiveTicketIds } from "../tickets/index.ts";
import { changeContact, type ContactChange, isContactVisible, replaceTags } from "./contact.repository.ts";
import { showContact } from "./get-contact.ts";

type Update = ContactChange & { readonly id: string; readonly tagIds?: readonly string[] | undefined };

/** Changes a contact that one may see. Its active tickets show the change too. */
export async function updateContact(context: UserContext, { id, tagIds, ...change }: Update): Promise<Contact> {
  if (!(await isContactVisible(context.db, context.actor, id))) throw new AppError("not_found");
  try {
    await context.db.sqlTransaction(async (tx) => {
      await changeContact(tx, id, change, context.clock.now());
      if (tagIds !== undefined) await replaceTags(tx, id, tagIds);
      const fields = Object.entries({ ...change, tagIds }).flatMap(([name, value]) =>
        value === undefined ? [] : [name],
      );
      await recordAudit(tx, context.actor, {
        action: "contact.updated",
        entity: "contact",
        entityId: id,
        details: { fields },
      });
      const ticketIds = await listActiveTicketIds(tx, id);
      const tickets = ticketIds.map((ticketId) => ({ type: "ticket", ticketId }) as const);
      await context.outbox.append(tx, [{ type: "contact", contactId: id }, ...tickets]);
    });
  } catch (error) {
    if (!isForeignKeyViolation(error)) throw error;
    throw new AppError("invalid_input", { fields: [{ path: "body.tagIds", message: "no tag has one of these ids" }] });
  }
  return showContact(context.db, id);
}
