-- DropIndex
DROP INDEX "QuickReply_shortcut_key";

-- AlterTable
ALTER TABLE "QuickReply" ADD COLUMN     "mediaId" UUID,
ADD COLUMN     "ownerId" UUID,
ADD COLUMN     "queueId" UUID,
ADD COLUMN     "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateTable
CREATE TABLE "TicketDraft" (
    "userId" UUID NOT NULL,
    "ticketId" UUID NOT NULL,
    "version" BIGINT NOT NULL,
    "isPrivate" BOOLEAN NOT NULL DEFAULT false,
    "body" TEXT NOT NULL DEFAULT '',
    "noteBody" TEXT NOT NULL DEFAULT '',
    "quotedMessageId" UUID,
    "mentions" JSONB NOT NULL DEFAULT '[]',
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "TicketDraft_pkey" PRIMARY KEY ("userId","ticketId")
);

-- CreateTable
CREATE TABLE "UndoneMessage" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "ticketId" UUID NOT NULL,
    "undoneAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "UndoneMessage_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "QuickReply_mediaId_idx" ON "QuickReply"("mediaId");

-- CreateIndex
CREATE INDEX "TicketDraft_userId_updatedAt_ticketId_idx" ON "TicketDraft"("userId", "updatedAt" DESC, "ticketId" DESC);

-- CreateIndex
CREATE INDEX "TicketDraft_ticketId_idx" ON "TicketDraft"("ticketId");

-- CreateIndex
CREATE INDEX "TicketDraft_quotedMessageId_idx" ON "TicketDraft"("quotedMessageId");

-- CreateIndex
CREATE INDEX "UndoneMessage_userId_idx" ON "UndoneMessage"("userId");

-- CreateIndex
CREATE INDEX "UndoneMessage_ticketId_idx" ON "UndoneMessage"("ticketId");

-- AddForeignKey
ALTER TABLE "QuickReply" ADD CONSTRAINT "QuickReply_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QuickReply" ADD CONSTRAINT "QuickReply_queueId_fkey" FOREIGN KEY ("queueId") REFERENCES "Queue"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QuickReply" ADD CONSTRAINT "QuickReply_mediaId_fkey" FOREIGN KEY ("mediaId") REFERENCES "MediaFile"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TicketDraft" ADD CONSTRAINT "TicketDraft_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TicketDraft" ADD CONSTRAINT "TicketDraft_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TicketDraft" ADD CONSTRAINT "TicketDraft_quotedMessageId_fkey" FOREIGN KEY ("quotedMessageId") REFERENCES "Message"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "UndoneMessage" ADD CONSTRAINT "UndoneMessage_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "UndoneMessage" ADD CONSTRAINT "UndoneMessage_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A quick reply is of one person, of one queue, or of everybody, and in each of these its shortcut stands once.
ALTER TABLE "QuickReply" ADD CONSTRAINT "QuickReply_one_scope" CHECK ("ownerId" IS NULL OR "queueId" IS NULL);
CREATE UNIQUE INDEX "QuickReply_everybody_shortcut_key" ON "QuickReply"(lower("shortcut")) WHERE "ownerId" IS NULL AND "queueId" IS NULL;
CREATE UNIQUE INDEX "QuickReply_queue_shortcut_key" ON "QuickReply"("queueId", lower("shortcut")) WHERE "queueId" IS NOT NULL;
CREATE UNIQUE INDEX "QuickReply_owner_shortcut_key" ON "QuickReply"("ownerId", lower("shortcut")) WHERE "ownerId" IS NOT NULL;
