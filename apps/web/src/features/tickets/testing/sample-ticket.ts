import type { Ticket } from "@whatskovi/contract";

let counter = 0;
const nextId = () => `01990000-0000-7000-8000-${String((counter += 1)).padStart(12, "0")}`;

/** A ticket as the server would send it, for tests. */
export function sampleTicket(fields: Partial<Ticket> = {}): Ticket {
  const id = fields.id ?? nextId();
  const at = "2026-01-31T12:00:00.000Z";
  return {
    id,
    number: 1,
    status: "PENDING",
    priority: "MEDIUM",
    unreadMessages: 0,
    contactId: "c1",
    contact: { id: "c1", name: "Márcia Souza", phoneNumber: "+5511987654321", isBlocked: false },
    isGroup: false,
    userId: null,
    user: null,
    queueId: null,
    queue: null,
    whatsappId: "w1",
    connection: { id: "w1", name: "Loja", driver: "simulator", status: "online" },
    tags: [],
    lastMessageAt: at,
    lastMessage: null,
    waitingSince: null,
    lastInboundAt: null,
    firstResponseAt: null,
    closedAt: null,
    closeReason: null,
    createdAt: at,
    updatedAt: at,
    abilities: [],
    ...fields,
  };
}
