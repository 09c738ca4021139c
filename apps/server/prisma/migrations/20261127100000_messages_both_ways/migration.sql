-- CreateEnum
CREATE TYPE "MessageActionKind" AS ENUM ('REACTION', 'EDIT', 'REVOKE');

-- CreateEnum
CREATE TYPE "MessageActionStatus" AS ENUM ('PENDING', 'SENDING', 'DONE', 'FAILED');

-- AlterTable
ALTER TABLE "WhatsAppConnection" ADD COLUMN "groupsEnabled" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN "sendsReadReceipts" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN "pacing" JSONB;

-- AlterTable
ALTER TABLE "Message" ADD COLUMN "heldUntil" TIMESTAMPTZ(3),
ADD COLUMN "heldBecause" TEXT;

-- AlterTable
ALTER TABLE "MediaFile" ADD COLUMN "width" INTEGER,
ADD COLUMN "height" INTEGER,
ADD COLUMN "durationSeconds" DOUBLE PRECISION,
ADD COLUMN "waveform" JSONB,
ADD COLUMN "thumbnailSha256" TEXT,
ADD COLUMN "thumbnailSize" INTEGER;

-- CreateTable
CREATE TABLE "MessageAction" (
    "id" UUID NOT NULL,
    "messageId" UUID NOT NULL,
    "whatsappId" UUID NOT NULL,
    "userId" UUID,
    "kind" "MessageActionKind" NOT NULL,
    "payload" JSONB NOT NULL DEFAULT '{}',
    "status" "MessageActionStatus" NOT NULL DEFAULT 'PENDING',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" TIMESTAMPTZ(3),
    "failureCode" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "MessageAction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConversationOpening" (
    "whatsappId" UUID NOT NULL,
    "contactId" UUID NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ConversationOpening_pkey" PRIMARY KEY ("whatsappId","contactId")
);

-- CreateIndex
CREATE INDEX "ConversationOpening_whatsappId_openedAt_idx" ON "ConversationOpening"("whatsappId", "openedAt");

-- CreateIndex
CREATE INDEX "MediaFile_thumbnailSha256_idx" ON "MediaFile"("thumbnailSha256");

-- AddForeignKey
ALTER TABLE "MessageAction" ADD CONSTRAINT "MessageAction_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MessageAction" ADD CONSTRAINT "MessageAction_whatsappId_fkey" FOREIGN KEY ("whatsappId") REFERENCES "WhatsAppConnection"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MessageAction" ADD CONSTRAINT "MessageAction_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConversationOpening" ADD CONSTRAINT "ConversationOpening_whatsappId_fkey" FOREIGN KEY ("whatsappId") REFERENCES "WhatsAppConnection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConversationOpening" ADD CONSTRAINT "ConversationOpening_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's schema language cannot say.

-- What the delivery lane has to do, and what a message still shows of it. One of a kind waits at most: the newest wish.
CREATE INDEX "MessageAction_lane_idx" ON "MessageAction"("whatsappId", "createdAt", "id") WHERE "status" IN ('PENDING', 'SENDING');
CREATE INDEX "MessageAction_open_idx" ON "MessageAction"("messageId", "createdAt", "id") WHERE "status" <> 'DONE';
CREATE UNIQUE INDEX "MessageAction_waiting_key" ON "MessageAction"("messageId", "kind") WHERE "status" = 'PENDING';
