-- The company's own fields of contacts, files of contacts that come in, and what finds contacts and what was shared with them.

-- CreateEnum
CREATE TYPE "CustomFieldKind" AS ENUM ('TEXT', 'NUMBER', 'DATE', 'CHOICE', 'YES_NO', 'LINK');

-- CreateEnum
CREATE TYPE "ContactImportStatus" AS ENUM ('DRAFT', 'QUEUED', 'RUNNING', 'DONE', 'CANCELLED', 'FAILED');

-- CreateTable
CREATE TABLE "CustomField" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "CustomFieldKind" NOT NULL,
    "options" JSONB NOT NULL DEFAULT '[]',
    "position" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CustomField_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ContactFieldValue" (
    "contactId" UUID NOT NULL,
    "fieldId" UUID NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "ContactFieldValue_pkey" PRIMARY KEY ("contactId", "fieldId")
);

-- CreateTable
CREATE TABLE "ContactImport" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "status" "ContactImportStatus" NOT NULL DEFAULT 'DRAFT',
    "fileName" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "file" BYTEA,
    "settings" JSONB NOT NULL,
    "header" JSONB,
    "totalRows" INTEGER NOT NULL DEFAULT 0,
    "doneRows" INTEGER NOT NULL DEFAULT 0,
    "created" INTEGER NOT NULL DEFAULT 0,
    "updated" INTEGER NOT NULL DEFAULT 0,
    "skipped" INTEGER NOT NULL DEFAULT 0,
    "rejected" INTEGER NOT NULL DEFAULT 0,
    "failure" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ContactImport_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ContactImportRejection" (
    "importId" UUID NOT NULL,
    "row" INTEGER NOT NULL,
    "cells" JSONB NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "ContactImportRejection_pkey" PRIMARY KEY ("importId", "row")
);

-- CreateIndex
CREATE INDEX "Contact_createdAt_id_idx" ON "Contact"("createdAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "CustomField_name_key" ON "CustomField"("name");

-- CreateIndex
CREATE INDEX "ContactImport_userId_createdAt_id_idx" ON "ContactImport"("userId", "createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "ContactImport_createdAt_id_idx" ON "ContactImport"("createdAt" DESC, "id" DESC);

-- AddForeignKey
ALTER TABLE "ContactFieldValue" ADD CONSTRAINT "ContactFieldValue_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ContactFieldValue" ADD CONSTRAINT "ContactFieldValue_fieldId_fkey" FOREIGN KEY ("fieldId") REFERENCES "CustomField"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ContactImport" ADD CONSTRAINT "ContactImport_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ContactImportRejection" ADD CONSTRAINT "ContactImportRejection_importId_fkey" FOREIGN KEY ("importId") REFERENCES "ContactImport"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's schema language cannot say.

-- Contacts by what they have in a field, long texts by their beginning.
CREATE INDEX "ContactFieldValue_value_idx" ON "ContactFieldValue"("fieldId", substr("value", 1, 200));

-- Contacts by a fragment of the e-mail address, those without a name, and those blocked.
CREATE INDEX "Contact_email_search_idx" ON "Contact"
  USING GIN ("searchable"("email") public.gin_trgm_ops) WITH (fastupdate = off);
CREATE INDEX "Contact_nameless_idx" ON "Contact"("left"("searchable"("name"), 60) COLLATE "C", "id")
  WHERE "name" !~ '[^\d\s+().-]';
CREATE INDEX "Contact_blocked_idx" ON "Contact"("left"("searchable"("name"), 60) COLLATE "C", "id") WHERE "isBlocked";


-- What was shared with a contact, newest first.
CREATE INDEX "Message_shared_visual_idx" ON "Message"("contactId", "sentAt" DESC, "id" DESC)
  WHERE "type" IN ('IMAGE', 'VIDEO') AND "mediaId" IS NOT NULL AND "deletedAt" IS NULL;
CREATE INDEX "Message_shared_documents_idx" ON "Message"("contactId", "sentAt" DESC, "id" DESC)
  WHERE "type" = 'DOCUMENT' AND "mediaId" IS NOT NULL AND "deletedAt" IS NULL;
CREATE INDEX "Message_shared_links_idx" ON "Message"("contactId", "sentAt" DESC, "id" DESC)
  WHERE "body" ~* '(https?://|www\.)' AND "deletedAt" IS NULL;

-- Who has written in a group.
CREATE INDEX "Message_group_author_idx" ON "Message"("contactId", "authorContactId") WHERE "authorContactId" IS NOT NULL;
