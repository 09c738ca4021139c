-- A note quotes something else than the reply: a message or another note.
ALTER TABLE "TicketDraft" ADD COLUMN "noteQuotedMessageId" UUID;

-- CreateIndex
CREATE INDEX "TicketDraft_noteQuotedMessageId_idx" ON "TicketDraft"("noteQuotedMessageId");

-- AddForeignKey
ALTER TABLE "TicketDraft" ADD CONSTRAINT "TicketDraft_noteQuotedMessageId_fkey" FOREIGN KEY ("noteQuotedMessageId") REFERENCES "Message"("id") ON DELETE SET NULL ON UPDATE CASCADE;
