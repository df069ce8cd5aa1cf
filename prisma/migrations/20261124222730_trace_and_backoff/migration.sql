-- AlterTable
ALTER TABLE "Analysis" ADD COLUMN     "notBefore" TIMESTAMPTZ(3),
ADD COLUMN     "traceId" TEXT;
