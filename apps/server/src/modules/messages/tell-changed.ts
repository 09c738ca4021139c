import type { Context } from "../../platform/context.ts";
import type { Sql } from "../../platform/db/db.ts";
import { refreshPreviews } from "./message-preview.repository.ts";

/** Tells the screens of messages that changed in place, and brings the inbox up to date where they are the last ones. */
export async function tellChanged(
  { outbox }: Pick<Context, "outbox">,
  tx: Sql,
  messages: readonly { id: string; ticketId: string | null }[],
): Promise<void> {
  const lastIds = await refreshPreviews(
    tx,
    messages.map(({ id }) => id),
  );
  const shown = messages.flatMap(({ id, ticketId }) => (ticketId === null ? [] : [{ id, ticketId }]));
  await outbox.append(
    tx,
    shown.map(({ id, ticketId }) => ({ type: "message-update", ticketId, messageId: id, isLast: lastIds.has(id) })),
  );
}
