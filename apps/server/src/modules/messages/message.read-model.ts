import type {
  FailureCode,
  HoldReason,
  MessageAction,
  MessageAuthor,
  MessageContent,
  MessageDirection,
  MessageStatus,
  MessageType,
  Reaction,
} from "@whatskovi/contract";
import type { Sql } from "../../platform/db/db.ts";
import { type MediaInfo, mediaInfoOf } from "../media/index.ts";

/** A message with all that is shown with it. */
export type MessageRow = {
  id: string;
  ticketId: string | null;
  contactId: string;
  whatsappId: string;
  direction: MessageDirection;
  type: MessageType;
  body: string;
  content: MessageContent;
  status: MessageStatus;
  isPrivate: boolean;
  userId: string | null;
  userName: string | null;
  providerId: string | null;
  author: MessageAuthor | null;
  quotedMessageId: string | null;
  quoted: {
    body: string;
    type: MessageType;
    direction: MessageDirection;
    isDeleted: boolean;
    authorName: string | null;
  } | null;
  mediaId: string | null;
  media: MediaInfo | null;
  reactions: Reaction[];
  actions: MessageAction[];
  failureCode: FailureCode | null;
  heldUntil: Date | null;
  heldBecause: HoldReason | null;
  sentAt: Date;
  editedAt: Date | null;
  deletedAt: Date | null;
  createdAt: Date;
};

/** The statement of a `MessageRow` up to its conditions; the message is `m`. */
export const selectMessages = `
  SELECT m."id", m."ticketId", m."contactId", m."whatsappId", m."direction", m."type", m."body", m."content", m."status",
         m."isPrivate", m."userId", u."name" AS "userName", m."providerId", m."quotedMessageId", m."mediaId", m."failureCode",
         m."sentAt", m."editedAt", m."deletedAt", m."createdAt", m."heldUntil", m."heldBecause",
         CASE WHEN q."id" IS NOT NULL THEN json_build_object('body', q."body", 'type', q."type", 'direction', q."direction",
           'isDeleted', q."deletedAt" IS NOT NULL, 'authorName', qa."name") END AS "quoted",
         CASE WHEN f."id" IS NOT NULL THEN ${mediaInfoOf("f")} END AS "media",
         CASE WHEN a."id" IS NOT NULL THEN json_build_object('id', a."id", 'name', a."name", 'phoneNumber', a."phoneNumber") END AS "author",
         coalesce((SELECT json_agg(json_build_object('emoji', r."emoji", 'direction', r."direction", 'contactId', who."id",
             'name', who."name") ORDER BY r."createdAt", r."reactorId")
           FROM "MessageReaction" r LEFT JOIN "Contact" who ON r."direction" = 'INBOUND' AND who."id" = r."reactorId"
           WHERE r."messageId" = m."id"), '[]'::json) AS "reactions",
         coalesce((SELECT json_agg(json_build_object('id', o."id", 'kind', o."kind", 'payload', o."payload",
             'status', CASE WHEN o."status" = 'FAILED' THEN 'FAILED' ELSE 'PENDING' END, 'failureCode', o."failureCode")
             ORDER BY o."createdAt", o."id")
           FROM "MessageAction" o WHERE o."messageId" = m."id" AND o."status" <> 'DONE'), '[]'::json) AS "actions"
  FROM "Message" m
  LEFT JOIN "User" u ON u."id" = m."userId"
  LEFT JOIN "Message" q ON q."id" = m."quotedMessageId"
  LEFT JOIN "Contact" qa ON qa."id" = q."authorContactId"
  LEFT JOIN "Contact" a ON a."id" = m."authorContactId"
  LEFT JOIN "MediaFile" f ON f."id" = m."mediaId"`;

/** The messages of these ids, in the order of the conversation. Unknown ids are left out. */
export async function loadMessages(db: Sql, ids: readonly string[]): Promise<MessageRow[]> {
  if (ids.length === 0) return [];
  return db.query<MessageRow>(
    `${selectMessages} WHERE m."id" = ANY($1::uuid[]) ORDER BY m."sentAt", m."id"`,
    [ids],
    "load-messages",
  );
}
