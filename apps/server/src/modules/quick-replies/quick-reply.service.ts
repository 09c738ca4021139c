import type { EndpointInput, QuickReply, quickReplyEndpoints, QuickReplyScope } from "@whatskovi/contract";
import { recordAudit } from "../../platform/audit/audit.repository.ts";
import type { UserContext } from "../../platform/context.ts";
import type { Sql } from "../../platform/db/db.ts";
import { isForeignKeyViolation, isUniqueViolation } from "../../platform/db/violations.ts";
import { AppError, orNotFound } from "../../platform/errors/app-error.ts";
import { newId } from "../../platform/ids.ts";
import { isSharedWith, requireVisibleMedia, type SharedScope } from "../media/index.ts";
import { canManageReply, mostReplies, scopeOf } from "./quick-reply.policy.ts";
import { presentQuickReply } from "./quick-reply.presenter.ts";
import { findQuickReply } from "./quick-reply.read-model.ts";
import {
  countBeside,
  insertReply,
  lockReply,
  removeReply,
  type StoredReply,
  writeReply,
} from "./quick-reply.repository.ts";

type Input<Name extends keyof typeof quickReplyEndpoints> = EndpointInput<(typeof quickReplyEndpoints)[Name]>;

/** Adds a quick reply. Throws `already_exists` when its shortcut is taken where it belongs, `limit_reached`, `forbidden`. */
export async function createQuickReply(
  context: UserContext,
  input: Input<"createQuickReply">["body"],
): Promise<QuickReply> {
  const { shortcut, body, mediaId } = input;
  const reply: StoredReply = { id: newId(), shortcut, body, mediaId, ...placeOf(context, input.scope, input.queueId) };
  return change(context, "quick-reply.created", async (tx) => {
    await requireRight(context, tx, reply, null);
    await insertReply(tx, reply, context.clock.now());
    return reply;
  });
}

/** Changes one. Who may use it and not manage it is `forbidden`; for others it does not exist. Throws as `createQuickReply`. */
export async function updateQuickReply(
  context: UserContext,
  { id, changes }: { id: string; changes: Input<"updateQuickReply">["body"] },
): Promise<QuickReply> {
  return change(context, "quick-reply.updated", async (tx) => {
    const before = await requireManaged(context, tx, id);
    const { shortcut = before.shortcut, body = before.body, mediaId = before.mediaId } = changes;
    const isMoved = changes.scope !== undefined || changes.queueId !== undefined;
    const { scope = scopeOf(before), queueId = before.queueId } = changes;
    const place = isMoved ? placeOf(context, scope, scope === "queue" ? queueId : null) : before;
    const reply = { id, shortcut, body, mediaId, ownerId: place.ownerId, queueId: place.queueId };
    await requireRight(context, tx, reply, before);
    await writeReply(tx, reply, context.clock.now());
    return reply;
  });
}

export async function deleteQuickReply(context: UserContext, { id }: { id: string }): Promise<void> {
  await context.db.sqlTransaction(async (tx) => {
    const reply = await requireManaged(context, tx, id);
    await removeReply(tx, id);
    await tell(context, tx, "quick-reply.deleted", reply);
  });
}

function placeOf({ actor }: UserContext, scope: QuickReplyScope, queueId: string | null): SharedScope {
  if ((scope === "queue") !== (queueId !== null))
    throw invalid("queueId", scope === "queue" ? "which queue it is for" : "only with the scope `queue`");
  return { ownerId: scope === "personal" ? actor.id : null, queueId };
}

async function requireManaged({ actor }: UserContext, tx: Sql, id: string): Promise<StoredReply> {
  const reply = orNotFound(await lockReply(tx, id));
  if (canManageReply(actor, reply)) return reply;
  throw new AppError(isSharedWith(actor, reply) ? "forbidden" : "not_found");
}

/** Whether it may stand where it shall stand, with what it holds. */
async function requireRight(context: UserContext, tx: Sql, reply: StoredReply, before: StoredReply | null) {
  const { actor } = context;
  if (!canManageReply(actor, reply)) throw new AppError("forbidden");
  if (reply.body.trim() === "" && reply.mediaId === null) throw invalid("body", "a text or a file");
  if (reply.mediaId !== null && reply.mediaId !== before?.mediaId) {
    const media = await requireVisibleMedia(tx, actor, reply.mediaId);
    if (media.status !== "READY") throw new AppError("not_found");
  }
  if ((await countBeside(tx, reply.id, reply)) >= mostReplies[scopeOf(reply)]) throw new AppError("limit_reached");
}

async function change(
  context: UserContext,
  action: "quick-reply.created" | "quick-reply.updated",
  write: (tx: Sql) => Promise<StoredReply>,
): Promise<QuickReply> {
  const work = context.db.sqlTransaction(async (tx) => {
    const reply = await write(tx);
    await tell(context, tx, action, reply);
    return reply.id;
  });
  const id = await work.catch((error: unknown) => {
    if (isForeignKeyViolation(error)) throw new AppError("not_found");
    if (!isUniqueViolation(error)) throw error;
    throw new AppError("already_exists", {
      fields: [{ path: "body.shortcut", message: "there is a quick reply of this shortcut there already" }],
    });
  });
  return presentQuickReply(context.actor, orNotFound(await findQuickReply(context.db, id)));
}

/** Every screen reads its quick replies again. What is shared is audited; one's own is one's own affair. */
async function tell({ actor, outbox }: UserContext, tx: Sql, action: string, reply: StoredReply): Promise<void> {
  const { id, shortcut, ownerId, queueId } = reply;
  if (ownerId === null)
    await recordAudit(tx, actor, { action, entity: "quick-reply", entityId: id, details: { shortcut, queueId } });
  await outbox.append(tx, [{ type: "catalogue", catalogue: "quickReplies" }]);
}

const invalid = (field: string, message: string): AppError =>
  new AppError("invalid_input", { fields: [{ path: `body.${field}`, message }] });
