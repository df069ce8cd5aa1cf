-- CreateTable
CREATE TABLE "ModelCall" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "analysisId" UUID,
    "modelId" TEXT NOT NULL,
    "outcome" TEXT NOT NULL DEFAULT 'open',
    "tokensIn" INTEGER NOT NULL,
    "tokensOut" INTEGER NOT NULL,
    "microUsd" INTEGER NOT NULL,
    "isGuess" BOOLEAN NOT NULL DEFAULT true,
    "latencyMs" INTEGER,

    CONSTRAINT "ModelCall_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ModelCall_at_idx" ON "ModelCall"("at");
