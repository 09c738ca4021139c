-- Two contacts of whom a person has said that they are not one: kept once, the smaller id first.
CREATE TABLE "ToldApart" (
    "oneId" UUID NOT NULL,
    "otherId" UUID NOT NULL,
    "userId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ToldApart_pkey" PRIMARY KEY ("oneId","otherId")
);

-- CreateIndex
CREATE INDEX "ToldApart_otherId_idx" ON "ToldApart"("otherId");

-- CreateIndex
CREATE INDEX "ToldApart_userId_idx" ON "ToldApart"("userId");

-- AddForeignKey
ALTER TABLE "ToldApart" ADD CONSTRAINT "ToldApart_oneId_fkey" FOREIGN KEY ("oneId") REFERENCES "Contact"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ToldApart" ADD CONSTRAINT "ToldApart_otherId_fkey" FOREIGN KEY ("otherId") REFERENCES "Contact"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ToldApart" ADD CONSTRAINT "ToldApart_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "ToldApart" ADD CONSTRAINT "ToldApart_order" CHECK ("oneId" < "otherId");

-- Contacts by the number they have in a field: whatever is not written as one is none.
CREATE INDEX "ContactFieldValue_number_idx" ON "ContactFieldValue"("fieldId", (CASE WHEN "value" ~ '^-?[0-9]{1,30}([.][0-9]{1,30})?$' THEN "value"::numeric END))
  WHERE "value" ~ '^-?[0-9]{1,30}([.][0-9]{1,30})?$';
