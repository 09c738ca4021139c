import { useInfiniteQuery } from "@tanstack/react-query";
import type { Message, Ticket } from "@whatskovi/contract";
import { useCallback, useEffect, useState } from "react";
import { rowsOf } from "../../../lib/query/paged-rows.ts";
import { messagesQuery } from "../message-queries.ts";

/** An answer that somebody else sent while one wrote. */
export type Collision = { readonly messageId: string; readonly name: string | null };

const isAnswerOfOther = (message: Message, me: string) =>
  message.direction === "OUTBOUND" &&
  !message.isPrivate &&
  message.type !== "SYSTEM" &&
  message.deletedAt === null &&
  message.status !== "FAILED" &&
  message.userId !== me &&
  message.user !== null;

/** The last answer of a colleague since that moment, if there is one. */
export function collisionSince(messages: readonly Message[], me: string, since: number): Collision | null {
  const found = messages.find((message) => isAnswerOfOther(message, me) && Date.parse(message.createdAt) > since);
  return found === undefined ? null : { messageId: found.id, name: found.user?.name ?? null };
}

/** When the reply was begun: by the time of the newest message there was, so that the clocks of two machines do not matter. */
const newestIn = (messages: readonly Message[]): number =>
  Math.max(0, ...messages.slice(0, 20).map(({ createdAt }) => Date.parse(createdAt)));

type Begun = { readonly since: number; readonly dismissed: string | null };

/**
 * Whether somebody else has answered since the reply in the composer was begun. A draft that was there before the page was begun
 * when it was last changed. Looks at messages when they change, never for a key.
 */
export function useCollision(
  ticket: Ticket,
  me: string,
  reply: { readonly isBegun: boolean; readonly typedAt: number },
) {
  const [begun, setBegun] = useState<Begun | null>(() =>
    reply.isBegun ? { since: reply.typedAt, dismissed: null } : null,
  );
  const { isBegun } = reply;
  const select = useCallback(
    (pages: Parameters<typeof rowsOf<Message>>[0]) => {
      const messages = rowsOf(pages).filter(({ ticketId }) => ticketId === ticket.id);
      return {
        newest: newestIn(messages),
        collision: begun === null ? null : collisionSince(messages, me, begun.since),
      };
    },
    [begun, me, ticket.id],
  );
  const { data } = useInfiniteQuery({ ...messagesQuery(ticket.id), select });
  const newest = data?.newest;
  useEffect(() => {
    if (!isBegun) setBegun(null);
    else if (newest !== undefined) setBegun((before) => before ?? { since: newest, dismissed: null });
  }, [isBegun, newest]);
  const collision =
    isBegun && data !== undefined && data.collision?.messageId !== begun?.dismissed ? data.collision : null;
  const dismiss = () => {
    if (begun !== null && collision !== null) setBegun({ ...begun, dismissed: collision.messageId });
  };
  return { collision, dismiss };
}
