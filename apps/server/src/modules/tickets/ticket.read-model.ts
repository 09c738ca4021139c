import type {
  ConnectionStatus,
  DriverKind,
  MessagePreview,
  Tag,
  TicketPriority,
  TicketStatus,
} from "@whatskovi/contract";
import type { Sql } from "../../platform/db/db.ts";
import type { Parameters } from "../../platform/db/parameters.ts";
import type { TicketViewer } from "./ticket.policy.ts";

/** A ticket with everything a list row shows, as the database gives it. */
export type TicketRow = {
  readonly id: string;
  readonly number: number;
  readonly status: TicketStatus;
  readonly priority: TicketPriority;
  readonly unreadMessages: number;
  readonly contactId: string;
  readonly contactName: string;
  readonly contactPhoneNumber: string | null;
  readonly contactIsBlocked: boolean;
  readonly isGroup: boolean;
  readonly userId: string | null;
  readonly userName: string | null;
  readonly queueId: string | null;
  readonly queueName: string | null;
  readonly queueColor: string | null;
  readonly whatsappId: string;
  readonly connectionName: string;
  readonly connectionDriver: DriverKind;
  readonly connectionStatus: ConnectionStatus;
  readonly tags: Tag[];
  readonly lastMessageAt: Date;
  readonly lastMessage: (MessagePreview & { readonly id: string }) | null;
  readonly waitingSince: Date | null;
  readonly lastInboundAt: Date | null;
  readonly firstResponseAt: Date | null;
  readonly closedAt: Date | null;
  readonly closeReason: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

/** The columns of a `TicketRow`, and what they are joined from; `ticket` is the table's name in the statement. */
export const ticketColumns = `
  ticket."id", ticket."number", ticket."status", ticket."priority", ticket."unreadMessages",
  ticket."contactId", contact."name" AS "contactName", contact."phoneNumber" AS "contactPhoneNumber",
  contact."isBlocked" AS "contactIsBlocked",
  EXISTS (
    SELECT 1 FROM "ContactIdentity" AS identity WHERE identity."contactId" = ticket."contactId" AND identity."kind" = 'GROUP'
  ) AS "isGroup", ticket."userId", owner."name" AS "userName", ticket."queueId",
  queue."name" AS "queueName", queue."color" AS "queueColor", ticket."whatsappId", connection."name" AS "connectionName",
  connection."driver" AS "connectionDriver", connection."status" AS "connectionStatus", ticket."lastMessageAt",
  ticket."lastMessage", ticket."waitingSince", ticket."lastInboundAt", ticket."firstResponseAt", ticket."closedAt",
  ticket."closeReason", ticket."createdAt", ticket."updatedAt",
  COALESCE((
    SELECT jsonb_agg(jsonb_build_object('id', tag."id", 'name', tag."name", 'color', tag."color") ORDER BY tag."name")
    FROM "TicketTag" JOIN "Tag" AS tag ON tag."id" = "TicketTag"."tagId"
    WHERE "TicketTag"."ticketId" = ticket."id"
  ), '[]') AS "tags"`;

export const ticketJoins = `
  JOIN "Contact" AS contact ON contact."id" = ticket."contactId"
  JOIN "WhatsAppConnection" AS connection ON connection."id" = ticket."whatsappId"
  LEFT JOIN "User" AS owner ON owner."id" = ticket."userId"
  LEFT JOIN "Queue" AS queue ON queue."id" = ticket."queueId"`;

/** The tickets of these ids that exist, in no order, with one statement. Asks no policy. */
export async function loadTickets(sql: Sql, ids: readonly string[]): Promise<TicketRow[]> {
  return sql.query<TicketRow>(
    `SELECT ${ticketColumns} FROM "Ticket" AS ticket ${ticketJoins} WHERE ticket."id" = ANY($1::uuid[])`,
    [ids],
    "load tickets",
  );
}

/** `canSeeTicket` as a condition on the table `ticket`. A test proves that both say the same. */
export function visibleTickets(viewer: TicketViewer, { bind }: Parameters): string {
  if (viewer.role === "ADMIN") return "TRUE";
  const own = `ticket."userId" = ${bind(viewer.id, "uuid")}`;
  const inQueues = `ticket."queueId" = ANY(${bind([...viewer.queueIds], "uuid[]")})`;
  if (viewer.role === "SUPERVISOR") return `(${own} OR ${inQueues})`;
  return `(${own} OR (${inQueues} AND ticket."status" = 'PENDING'))`;
}
