import type { GroupMember, Message, Page, SharedKind } from "@whatskovi/contract";
import type { UserContext } from "../../platform/context.ts";
import { cursorKey, decodeCursor, toPage } from "../../platform/db/cursor.ts";
import { AppError } from "../../platform/errors/app-error.ts";
import { isContactVisible } from "./contact.repository.ts";
import { listMemberRows } from "./group-members.read-model.ts";
import { listSharedMessages } from "./shared-media.read-model.ts";

type PageInput = { readonly id: string; readonly cursor?: string | undefined; readonly limit: number };

/** Loads messages as they are shown. The module of messages gives it: it stands on this one. */
export type PresentMessages = (ids: readonly string[]) => Promise<Message[]>;

/** What was shared with a contact in the conversations that one may see, newest first. Throws `not_found`. */
export async function listContactMedia(
  { db, actor }: UserContext,
  presentMessages: PresentMessages,
  { id, kind, cursor, limit }: PageInput & { readonly kind: SharedKind },
): Promise<Page<Message>> {
  if (!(await isContactVisible(db, actor, id))) throw new AppError("not_found");
  const before = decodeCursor(cursor, [cursorKey.timestamp, cursorKey.id]);
  const rows = await listSharedMessages(db, actor, { contactId: id, kind, before, limit: limit + 1 });
  const { items, nextCursor } = toPage(
    rows,
    limit,
    (row) => [row.sentAt.toISOString(), row.id],
    (row) => row.id,
  );
  const messages = new Map((await presentMessages(items)).map((message) => [message.id, message]));
  return { items: items.flatMap((messageId) => messages.get(messageId) ?? []), nextCursor };
}

/** Who has written in a group. Throws `not_found`. */
export async function listGroupMembers(
  { db, actor }: UserContext,
  { id, cursor, limit }: PageInput,
): Promise<Page<GroupMember>> {
  if (!(await isContactVisible(db, actor, id))) throw new AppError("not_found");
  const [afterId] = decodeCursor(cursor, [cursorKey.id]) ?? [null];
  const rows = await listMemberRows(db, actor, { contactId: id, afterId, limit: limit + 1 });
  return toPage(
    rows,
    limit,
    (row) => [row.id],
    (row) => row,
  );
}
