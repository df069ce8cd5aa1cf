import { readFile } from "node:fs/promises";
import { putObject } from "@/lib/adapters/storage/objects";
import { db } from "@/lib/db/client";
import { originalAt, originalKey } from "@/lib/runs/keys";
import { PART_SIZE_BYTES } from "@/lib/runs/schema";

export const CLIP = "tests/fixtures/clips/short.mp4";
/** Long enough to be interrupted during its analysis. */
export const LONG_CLIP = "tests/fixtures/clips/slalom-front.mp4";
export const PHOTO = "tests/fixtures/clips/apex-front.jpg";

export interface UploadedRun {
  runId: string;
  analysisId: string;
  objectKey: string;
}

/** Creates an uploaded run with a queued analysis. `body: null` stores no object. */
export async function makeUploadedRun(
  source: { file: string } | { body: Uint8Array | null },
): Promise<UploadedRun> {
  const body = "file" in source ? await readFile(source.file) : source.body;
  const extension = "file" in source ? source.file.split(".").pop()! : "mp4";
  const kind = extension === "jpg" ? "photo" : "video";
  const owner = await db.user.create({
    data: { name: "Owner", email: `${crypto.randomUUID()}@example.org` },
  });
  const team = await db.team.create({
    data: { name: "Team", memberships: { create: { userId: owner.id, role: "owner" } } },
  });
  const runId = crypto.randomUUID();
  const objectKey = originalKey(runId, extension);
  if (body)
    await putObject(originalAt(objectKey), body, {
      contentType: kind === "photo" ? "image/jpeg" : "video/mp4",
    });
  const run = await db.run.create({
    data: {
      id: runId,
      teamId: team.id,
      ownerId: owner.id,
      kind,
      state: "uploaded",
      title: "Run",
      fileName: `clip.${extension}`,
      contentType: kind === "photo" ? "image/jpeg" : "video/mp4",
      sizeBytes: body?.byteLength ?? 1000,
      fingerprint: `clip-${runId}`,
      objectKey,
      partSizeBytes: PART_SIZE_BYTES,
      uploadedAt: new Date(),
      analyses: { create: {} },
    },
    include: { analyses: true },
  });
  return { runId, analysisId: run.analyses[0]!.id, objectKey };
}

/** Returns the current row of an analysis. */
export const readAnalysis = (analysisId: string) =>
  db.analysis.findUniqueOrThrow({
    where: { id: analysisId },
    include: { turns: { orderBy: { index: "asc" } } },
  });
