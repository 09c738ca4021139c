import type { QuickReply, Ticket } from "@whatskovi/contract";
import { folded } from "../../lib/format/index.ts";

/** How well a quick reply fits: begins with it, holds it, says it. Null when it does not. */
function rankOf({ shortcut, body }: QuickReply, wanted: string): number | null {
  const name = folded(shortcut);
  if (name.startsWith(wanted)) return 0;
  if (name.includes(wanted)) return 1;
  return folded(body).includes(wanted) ? 2 : null;
}

/** Those that can be used in a ticket: those of other queues speak of other things. */
export const usableIn = (replies: readonly QuickReply[], ticket: Ticket): QuickReply[] =>
  replies.filter(({ scope, queue }) => scope !== "queue" || queue?.id === ticket.queue?.id);

/** The best first; of equals one's own first, then by name. */
export function searchReplies(replies: readonly QuickReply[], query: string): QuickReply[] {
  const wanted = folded(query);
  const scopes = { personal: 0, queue: 1, everybody: 2 } as const;
  return replies
    .flatMap((reply) => {
      const rank = rankOf(reply, wanted);
      return rank === null ? [] : [{ reply, rank }];
    })
    .toSorted(
      (one, other) =>
        one.rank - other.rank ||
        scopes[one.reply.scope] - scopes[other.reply.scope] ||
        one.reply.shortcut.localeCompare(other.reply.shortcut),
    )
    .map(({ reply }) => reply);
}
