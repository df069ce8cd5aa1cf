-- DropIndex
DROP INDEX "Run_racerId_idx";

-- DropIndex
DROP INDEX "Run_teamId_idx";

-- CreateIndex
CREATE INDEX "Run_racerId_id_idx" ON "Run"("racerId", "id" DESC);

-- CreateIndex
CREATE INDEX "Run_teamId_id_idx" ON "Run"("teamId", "id" DESC);
