-- AlterEnum
ALTER TYPE "TicketEventType" ADD VALUE 'MERGED';
ALTER TYPE "TicketEventType" ADD VALUE 'UNMERGED';

-- AlterTable
ALTER TABLE "Message" ADD COLUMN "via" TEXT;

-- CreateTable
CREATE TABLE "ContactMerge" (
    "id" UUID NOT NULL,
    "contactId" UUID NOT NULL,
    "mergedId" UUID NOT NULL,
    "userId" UUID,
    "snapshot" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "undoneAt" TIMESTAMPTZ(3),
    "undoneById" UUID,

    CONSTRAINT "ContactMerge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "NumberCheck" (
    "phone" TEXT NOT NULL,
    "isOnWhatsApp" BOOLEAN NOT NULL,
    "identities" JSONB NOT NULL DEFAULT '[]',
    "checkedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "NumberCheck_pkey" PRIMARY KEY ("phone")
);

-- CreateIndex
CREATE INDEX "ContactMerge_contactId_createdAt_id_idx" ON "ContactMerge"("contactId", "createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "ContactMerge_mergedId_idx" ON "ContactMerge"("mergedId");

-- CreateIndex
CREATE INDEX "Message_contactId_idx" ON "Message"("contactId");

-- CreateIndex
CREATE INDEX "MessageReaction_reactorId_idx" ON "MessageReaction"("reactorId");

-- AddForeignKey
ALTER TABLE "ContactMerge" ADD CONSTRAINT "ContactMerge_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ContactMerge" ADD CONSTRAINT "ContactMerge_undoneById_fkey" FOREIGN KEY ("undoneById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What Prisma's schema language cannot say.

-- What members of groups wrote. Like the index of a contact's messages, it finds them when two contacts become one.
CREATE INDEX "Message_authorContactId_idx" ON "Message"("authorContactId") WHERE "authorContactId" IS NOT NULL;

-- E-mail addresses that are the same, and phones that end in the same eight digits: who may be the same person.
CREATE INDEX "Contact_email_idx" ON "Contact"(lower("email")) WHERE "email" IS NOT NULL;
CREATE INDEX "ContactIdentity_phone_ending_idx" ON "ContactIdentity"("right"("value", 8)) WHERE "kind" = 'PHONE';
