-- AlterTable
ALTER TABLE "WhatsAppConnection" ADD COLUMN     "attempt" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "lastOnlineAt" TIMESTAMPTZ(3),
ADD COLUMN     "nextRetryAt" TIMESTAMPTZ(3),
ADD COLUMN     "progress" INTEGER,
ADD COLUMN     "providerCode" TEXT,
ADD COLUMN     "restrictedUntil" TIMESTAMPTZ(3),
ADD COLUMN     "statusCode" TEXT;

-- CreateTable
CREATE TABLE "ConnectionGap" (
    "id" UUID NOT NULL,
    "whatsappId" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'running',
    "cause" TEXT NOT NULL,
    "coverage" TEXT,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "recoveredMessages" INTEGER NOT NULL DEFAULT 0,
    "lastRecoveredAt" TIMESTAMPTZ(3),
    "unverified" JSONB NOT NULL DEFAULT '[]',
    "unverifiedCount" INTEGER NOT NULL DEFAULT 0,
    "acknowledgedAt" TIMESTAMPTZ(3),
    "acknowledgedById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ConnectionGap_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Alert" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "whatsappId" UUID NOT NULL,
    "gapId" UUID,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "statusCode" TEXT,
    "reason" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "restrictedUntil" TIMESTAMPTZ(3),
    "resolvedAt" TIMESTAMPTZ(3),
    "acknowledgedAt" TIMESTAMPTZ(3),
    "acknowledgedById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Alert_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ConnectionGap_whatsappId_startedAt_id_idx" ON "ConnectionGap"("whatsappId", "startedAt" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "Alert_gapId_key" ON "Alert"("gapId");

-- AddForeignKey
ALTER TABLE "ConnectionGap" ADD CONSTRAINT "ConnectionGap_whatsappId_fkey" FOREIGN KEY ("whatsappId") REFERENCES "WhatsAppConnection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConnectionGap" ADD CONSTRAINT "ConnectionGap_acknowledgedById_fkey" FOREIGN KEY ("acknowledgedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Alert" ADD CONSTRAINT "Alert_whatsappId_fkey" FOREIGN KEY ("whatsappId") REFERENCES "WhatsAppConnection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Alert" ADD CONSTRAINT "Alert_gapId_fkey" FOREIGN KEY ("gapId") REFERENCES "ConnectionGap"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Alert" ADD CONSTRAINT "Alert_acknowledgedById_fkey" FOREIGN KEY ("acknowledgedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What Prisma's schema language cannot say.

-- One interruption of a number at a time.
CREATE UNIQUE INDEX "ConnectionGap_unfinished_key" ON "ConnectionGap"("whatsappId") WHERE "state" <> 'done';

-- One alert of a kind at a time, beside the reports of interruptions, and the open ones, the latest first.
CREATE UNIQUE INDEX "Alert_open_key" ON "Alert"("whatsappId", "kind") WHERE "resolvedAt" IS NULL AND "gapId" IS NULL;
CREATE INDEX "Alert_open_idx" ON "Alert"("createdAt" DESC, "id" DESC) WHERE "resolvedAt" IS NULL;
