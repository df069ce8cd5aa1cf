import { randomUUID } from "node:crypto";
import { db } from "@/lib/db/client";
import { originalKey } from "@/lib/runs/keys";
import type { Person } from "./person";

/** Ends the delay after a transient error. */
export const endDelay = (analysisId: string) =>
  db.$executeRaw`UPDATE "Analysis" SET "notBefore" = now() WHERE "id" = ${analysisId}::uuid`;

/** Inserts an uploaded run with a queued analysis, without files. */
export async function makeQueued(person: Person) {
  const runId = randomUUID();
  const objectKey = originalKey(runId, "mp4");
  const run = await db.run.create({
    data: {
      id: runId,
      teamId: person.userId,
      ownerId: person.userId,
      kind: "video",
      state: "uploaded",
      title: "Run",
      fileName: "clip.mp4",
      contentType: "video/mp4",
      sizeBytes: 1000,
      fingerprint: `clip-${runId}`,
      objectKey,
      partSizeBytes: 1000,
      discipline: "GS",
      analyses: { create: {} },
    },
    include: { analyses: true },
  });
  return { runId, objectKey, analysisId: run.analyses[0]!.id };
}
