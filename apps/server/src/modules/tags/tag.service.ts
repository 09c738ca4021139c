import type { EndpointInput, Tag, tagEndpoints } from "@whatskovi/contract";
import { type AuditEntry, recordAudit } from "../../platform/audit/audit.repository.ts";
import type { UserContext } from "../../platform/context.ts";
import type { Db } from "../../platform/db/db.ts";
import { isUniqueViolation } from "../../platform/db/violations.ts";
import { AppError, orNotFound } from "../../platform/errors/app-error.ts";
import { insertTag, removeTag, writeTag } from "./tag.repository.ts";

type Input<Name extends keyof typeof tagEndpoints> = EndpointInput<(typeof tagEndpoints)[Name]>;

export async function createTag(context: UserContext, input: Input<"createTag">["body"]): Promise<Tag> {
  return change(context, "tag.created", (tx) => insertTag(tx, input));
}

export async function updateTag(
  context: UserContext,
  { id, changes }: { id: string; changes: Input<"updateTag">["body"] },
) {
  const { name, color } = changes;
  return change(context, "tag.updated", async (tx) =>
    orNotFound(await writeTag(tx, id, { ...(name && { name }), ...(color && { color }) })),
  );
}

export async function deleteTag(context: UserContext, { id }: { id: string }): Promise<void> {
  await change(context, "tag.deleted", async (tx) => orNotFound(await removeTag(tx, id)));
}

/** Every change of a tag: written, audited, and told to every screen, which then reads the tags again. */
async function change(
  context: UserContext,
  action: AuditEntry["action"],
  write: (tx: Db) => Promise<Tag>,
): Promise<Tag> {
  const work = context.db.transaction(async (tx) => {
    const tag = await write(tx);
    const { id, name, color } = tag;
    await recordAudit(tx, context.actor, { action, entity: "tag", entityId: id, details: { name, color } });
    await context.outbox.append(tx, [{ type: "catalogue", catalogue: "tags" }]);
    return tag;
  });
  return work.catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError("already_exists", {
      fields: [{ path: "body.name", message: "there is a tag of this name already" }],
    });
  });
}
