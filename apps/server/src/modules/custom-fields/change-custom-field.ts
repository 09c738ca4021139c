import type { CustomField, CustomFieldKind, CustomFieldOption } from "@whatskovi/contract";
import { recordAudit } from "../../platform/audit/audit.repository.ts";
import type { UserContext } from "../../platform/context.ts";
import type { Sql } from "../../platform/db/db.ts";
import { isUniqueViolation } from "../../platform/db/violations.ts";
import { AppError, orNotFound } from "../../platform/errors/app-error.ts";
import { newId } from "../../platform/ids.ts";
import { renameFieldInReplies } from "../quick-replies/index.ts";
import {
  findCustomField,
  insertCustomField,
  loadCustomFields,
  lockCustomFields,
  removeCustomField,
  writeCustomField,
  writeOrder,
} from "./custom-field.repository.ts";

type NewOption = { readonly id?: string | undefined; readonly label: string };

const MAX_FIELDS = 50;

/** Adds a field as the last. Throws `already_exists` for a taken name, `invalid_input` for a choice of nothing or too many fields. */
export async function createCustomField(
  context: UserContext,
  input: { name: string; kind: CustomFieldKind; options: readonly NewOption[] },
): Promise<CustomField> {
  const options = input.options.map(({ label }) => ({ id: newId(), label }));
  requireFitting(input.kind, options);
  return change(context, "custom-field.created", async (tx) => {
    if ((await loadCustomFields(tx)).length >= MAX_FIELDS)
      throw new AppError("invalid_input", { fields: [{ path: "body", message: `at most ${MAX_FIELDS} fields` }] });
    return insertCustomField(tx, { name: input.name, kind: input.kind, options });
  });
}

/** Changes the name, also where quick replies say it, and the options. An option keeps its id, and so its contacts, when it is called otherwise. */
export async function updateCustomField(
  context: UserContext,
  input: { id: string; name?: string | undefined; options?: readonly NewOption[] | undefined },
): Promise<CustomField> {
  return change(context, "custom-field.updated", async (tx) => {
    const field = orNotFound(await findCustomField(tx, input.id));
    const known = new Set(field.options.map((option) => option.id));
    const options =
      input.options?.map(({ id, label }) => ({ id: id !== undefined && known.has(id) ? id : newId(), label })) ??
      field.options;
    requireFitting(field.kind, options);
    const changed = { ...field, name: input.name ?? field.name, options };
    await writeCustomField(tx, field.id, changed);
    const others = (await loadCustomFields(tx)).flatMap(({ id, name }) => (id === field.id ? [] : [name]));
    if (await renameFieldInReplies(tx, { from: field.name, to: changed.name, others }))
      await context.outbox.append(tx, [{ type: "catalogue", catalogue: "quickReplies" }]);
    return changed;
  });
}

/** Deletes a field with all that contacts have in it. */
export async function deleteCustomField(context: UserContext, { id }: { id: string }): Promise<void> {
  await change(context, "custom-field.deleted", async (tx) => orNotFound(await removeCustomField(tx, id)));
}

/** Puts the fields into an order. */
export async function orderCustomFields(context: UserContext, { ids }: { ids: readonly string[] }): Promise<void> {
  await context.db.sqlTransaction(async (tx) => {
    await lockCustomFields(tx);
    await writeOrder(tx, ids);
    await context.outbox.append(tx, [{ type: "catalogue", catalogue: "customFields" }]);
  });
}

function requireFitting(kind: CustomFieldKind, options: readonly CustomFieldOption[]): void {
  if ((kind === "CHOICE") === options.length > 0 && new Set(options.map(({ id }) => id)).size === options.length)
    return;
  const message = kind === "CHOICE" ? "at least one option, each once" : "only a CHOICE has options";
  throw new AppError("invalid_input", { fields: [{ path: "body.options", message }] });
}

/** Every change of a field: written, audited, and told to every screen, which then reads the fields again. */
async function change(
  context: UserContext,
  action: string,
  write: (tx: Sql) => Promise<CustomField>,
): Promise<CustomField> {
  const work = context.db.sqlTransaction(async (tx) => {
    await lockCustomFields(tx);
    const field = await write(tx);
    const { id, name, kind, options } = field;
    const details = { name, kind, options: options.map(({ label }) => label) };
    await recordAudit(tx, context.actor, { action, entity: "custom-field", entityId: id, details });
    await context.outbox.append(tx, [{ type: "catalogue", catalogue: "customFields" }]);
    return field;
  });
  return work.catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError("already_exists", {
      fields: [{ path: "body.name", message: "there is a field of this name already" }],
    });
  });
}
