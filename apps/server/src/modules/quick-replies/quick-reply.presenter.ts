import type { QuickReply } from "@whatskovi/contract";
import type { TicketViewer } from "../tickets/index.ts";
import { canManageReply, scopeOf } from "./quick-reply.policy.ts";
import type { QuickReplyRow } from "./quick-reply.read-model.ts";

/** A quick reply as REST shows it to this person. */
export const presentQuickReply = (viewer: TicketViewer, row: QuickReplyRow): QuickReply => ({
  id: row.id,
  shortcut: row.shortcut,
  body: row.body,
  scope: scopeOf(row),
  queue: row.queueId === null ? null : { id: row.queueId, name: row.queueName ?? "", color: row.queueColor ?? "" },
  media: row.mediaId === null || row.media === null ? null : { id: row.mediaId, ...row.media },
  canManage: canManageReply(viewer, row),
  updatedAt: row.updatedAt.toISOString(),
});
