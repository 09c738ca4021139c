import type { Contact } from "@whatskovi/contract";
import type { UserContext } from "../../platform/context.ts";
import { recordAudit } from "../../platform/audit/audit.repository.ts";
import type { Sql } from "../../platform/db/db.ts";
import { isForeignKeyViolation } from "../../platform/db/violations.ts";
import { AppError } from "../../platform/errors/app-error.ts";
import { checkFieldValues, type FieldChange, holdCustomFields, writeFieldValues } from "../custom-fields/index.ts";
import { listActiveTicketIds } from "../tickets/index.ts";
import {
  changeContact,
  type ContactChange,
  changeTags,
  type ExpectedContact,
  isContactVisible,
  replaceTags,
} from "./contact.repository.ts";
import { showContact } from "./get-contact.ts";

type Update = ContactChange & {
  readonly id: string;
  readonly tagIds?: readonly string[] | undefined;
  readonly addTagIds?: readonly string[] | undefined;
  readonly removeTagIds?: readonly string[] | undefined;
  readonly customFields?: readonly FieldChange[] | undefined;
  readonly expected?: (ExpectedContact & { readonly customFields?: readonly FieldChange[] | undefined }) | undefined;
};

/**
 * Changes a contact that one may see. Its active tickets show the change too. Throws `contact_changed`, and writes nothing, when
 * something else stands there than the person saw; of two at once one is told so.
 */
export async function updateContact(context: UserContext, { id, ...update }: Update): Promise<Contact> {
  if (!(await isContactVisible(context.db, context.actor, id))) throw new AppError("not_found");
  try {
    await context.db.sqlTransaction(async (tx) => {
      await write(tx, id, update, context.clock.now());
      const fields = Object.entries(update).flatMap(([name, value]) =>
        value === undefined || name === "expected" ? [] : [name],
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
    const path = update.addTagIds === undefined ? "body.tagIds" : "body.addTagIds";
    throw new AppError("invalid_input", { fields: [{ path, message: "no tag has one of these ids" }] });
  }
  return showContact(context.db, id);
}

async function write(tx: Sql, id: string, update: Omit<Update, "id">, now: Date): Promise<void> {
  const { tagIds, addTagIds = [], removeTagIds = [], customFields = [], expected = {}, ...change } = update;
  // First, for it locks the row: whoever changes the contact beside us waits here.
  if (!(await changeContact(tx, id, change, now, expected))) throw changed(Object.keys(expected));
  if (tagIds !== undefined) await replaceTags(tx, id, tagIds);
  await changeTags(tx, [id], { add: addTagIds, remove: removeTagIds });
  if (customFields.length === 0) return;
  const values = checkFieldValues(await holdCustomFields(tx), customFields);
  const stale = await writeFieldValues(tx, id, values, expected.customFields);
  if (stale.length > 0) throw changed(["customFields"]);
}

const changed = (fields: readonly string[]) =>
  new AppError("contact_changed", {
    fields: fields.map((field) => ({ path: `body.${field}`, message: "somebody else has changed it" })),
  });
