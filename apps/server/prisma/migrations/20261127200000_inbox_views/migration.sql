-- CreateTable
CREATE TABLE "InboxView" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "tab" TEXT NOT NULL,
    "filters" JSONB NOT NULL DEFAULT '{}',
    "sort" TEXT,
    "position" INTEGER NOT NULL,
    "isDefault" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "InboxView_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "InboxView_userId_position_id_idx" ON "InboxView"("userId", "position", "id");

-- AddForeignKey
ALTER TABLE "InboxView" ADD CONSTRAINT "InboxView_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's schema language cannot say.

-- One view of a name, and one default, for each person.
CREATE UNIQUE INDEX "InboxView_name_key" ON "InboxView"("userId", lower("name"));
CREATE UNIQUE INDEX "InboxView_default_key" ON "InboxView"("userId") WHERE "isDefault";

-- The other orders of the inbox. Active tickets are few and change with every message: two small indexes. Closed ones are many
-- and rest: what is written only at a closing costs no message anything.
CREATE INDEX "Ticket_active_waiting_idx" ON "Ticket"("status", COALESCE("waitingSince", 'infinity'), "id") WHERE "status" <> 'CLOSED';
CREATE INDEX "Ticket_active_priority_idx" ON "Ticket"("status", "priority" DESC, "lastMessageAt" DESC, "id" DESC) WHERE "status" <> 'CLOSED';
CREATE INDEX "Ticket_closed_waiting_idx" ON "Ticket"(COALESCE("waitingSince", 'infinity'), "id") WHERE "status" = 'CLOSED';
CREATE INDEX "Ticket_closed_priority_idx" ON "Ticket"("priority" DESC, "lastMessageAt" DESC, "id" DESC) WHERE "status" = 'CLOSED';
CREATE INDEX "Ticket_closed_created_idx" ON "Ticket"("createdAt" DESC, "id" DESC) WHERE "status" = 'CLOSED';

-- The history, narrowed to what may be rare in it: a number, no queue, nobody, something unread.
CREATE INDEX "Ticket_closed_connection_idx" ON "Ticket"("whatsappId", "lastMessageAt" DESC, "id" DESC) WHERE "status" = 'CLOSED';
CREATE INDEX "Ticket_closed_no_queue_idx" ON "Ticket"("lastMessageAt" DESC, "id" DESC) WHERE "status" = 'CLOSED' AND "queueId" IS NULL;
CREATE INDEX "Ticket_closed_nobody_idx" ON "Ticket"("lastMessageAt" DESC, "id" DESC) WHERE "status" = 'CLOSED' AND "userId" IS NULL;
CREATE INDEX "Ticket_closed_unread_idx" ON "Ticket"("lastMessageAt" DESC, "id" DESC) WHERE "status" = 'CLOSED' AND "unreadMessages" > 0;
