import type { Ticket } from "@whatskovi/contract";
import { abilitiesOf, type TicketRelation, relationOf, type TicketViewer } from "./ticket.policy.ts";
import type { TicketRow } from "./ticket.read-model.ts";

/** A ticket as the API shows it, with what this person, or whoever sees it by this relation, may do. */
export function presentTicket(row: TicketRow, viewer: TicketViewer | TicketRelation | null): Ticket {
  const relation = viewer === null || typeof viewer === "string" ? viewer : relationOf(viewer, row);
  return {
    id: row.id,
    number: row.number,
    status: row.status,
    priority: row.priority,
    unreadMessages: row.unreadMessages,
    contactId: row.contactId,
    contact: {
      id: row.contactId,
      name: row.contactName,
      phoneNumber: row.contactPhoneNumber,
      isBlocked: row.contactIsBlocked,
    },
    isGroup: row.isGroup,
    userId: row.userId,
    user: row.userId === null ? null : { id: row.userId, name: row.userName ?? "" },
    queueId: row.queueId,
    queue: row.queueId === null ? null : { id: row.queueId, name: row.queueName ?? "", color: row.queueColor ?? "" },
    whatsappId: row.whatsappId,
    connection: {
      id: row.whatsappId,
      name: row.connectionName,
      driver: row.connectionDriver,
      status: row.connectionStatus,
    },
    tags: row.tags,
    lastMessageAt: row.lastMessageAt.toISOString(),
    lastMessage: presentPreview(row.lastMessage),
    waitingSince: row.waitingSince?.toISOString() ?? null,
    lastInboundAt: row.lastInboundAt?.toISOString() ?? null,
    firstResponseAt: row.firstResponseAt?.toISOString() ?? null,
    closedAt: row.closedAt?.toISOString() ?? null,
    closeReason: row.closeReason,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    abilities: [...abilitiesOf(relation, row.status)],
  };
}

function presentPreview(preview: TicketRow["lastMessage"]): Ticket["lastMessage"] {
  if (preview === null) return null;
  const { body, type, direction, status, isPrivate, isDeleted = false } = preview;
  return { body, type, direction, status, isPrivate, isDeleted };
}
