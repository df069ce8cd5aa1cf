import { db, type Tx } from "@/lib/db/client";
import type { MediaKind } from "@/lib/media/formats";
import type { CreateRun } from "../schema";

/** What an unfinished upload is found and continued by. */
export interface UploadRow {
  id: string;
  objectKey: string;
  contentType: string;
  uploadId: string | null;
  sizeBytes: number;
  partSizeBytes: number;
  state: "uploading" | "uploaded";
}

const uploadSelect = {
  id: true,
  objectKey: true,
  contentType: true,
  uploadId: true,
  sizeBytes: true,
  partSizeBytes: true,
  state: true,
} as const;

type Where = { ownerId: string; deletedAt: null };

const asUpload = (row: Omit<UploadRow, "sizeBytes"> & { sizeBytes: bigint }): UploadRow => ({
  ...row,
  sizeBytes: Number(row.sizeBytes),
});

export interface NewUpload {
  id: string;
  teamId: string;
  ownerId: string;
  objectKey: string;
  kind: MediaKind;
  contentType: string;
  title: string;
  partSizeBytes: number;
  asked: CreateRun;
}

/**
 * Finds the owner's unfinished upload of the same file or makes its row. A lock on owner and fingerprint lets one of two
 * requests at once go first, so that a double click makes one run.
 */
export async function findOrInsertUpload(
  tx: Tx,
  visible: Where,
  upload: NewUpload,
): Promise<{ row: UploadRow; found: boolean }> {
  const { asked } = upload;
  await tx.$executeRaw`
    SELECT pg_advisory_xact_lock(hashtextextended(${`upload:${upload.ownerId}:${asked.fingerprint}`}, 0))`;
  const details = {
    racerId: asked.racerId,
    discipline: asked.discipline,
    place: asked.place,
    takenAt: asked.takenAt,
  };
  const same = await tx.run.findFirst({
    where: {
      ...visible,
      state: "uploading",
      fingerprint: asked.fingerprint,
      sizeBytes: BigInt(asked.sizeBytes),
      contentType: upload.contentType,
    },
    orderBy: { id: "desc" },
    select: { id: true },
  });
  if (same) {
    const row = await tx.run.update({
      where: { id: same.id },
      data: { ...details, ...(asked.title && { title: asked.title }) },
      select: uploadSelect,
    });
    return { row: asUpload(row), found: true };
  }
  const row = await tx.run.create({
    data: {
      id: upload.id,
      teamId: upload.teamId,
      ownerId: upload.ownerId,
      kind: upload.kind,
      title: upload.title,
      fileName: asked.fileName,
      contentType: upload.contentType,
      sizeBytes: BigInt(asked.sizeBytes),
      fingerprint: asked.fingerprint,
      objectKey: upload.objectKey,
      partSizeBytes: upload.partSizeBytes,
      ...details,
    },
    select: uploadSelect,
  });
  return { row: asUpload(row), found: false };
}

/** One upload among those visible, or null. */
export async function findUpload(visible: Where, runId: string): Promise<UploadRow | null> {
  const row = await db.run.findFirst({ where: { ...visible, id: runId }, select: uploadSelect });
  return row && asUpload(row);
}

/** The upload whose original lies under a key, finished or not; null when there is none or its run is deleted. */
export async function findByKey(objectKey: string): Promise<UploadRow | null> {
  const row = await db.run.findFirst({ where: { objectKey, deletedAt: null }, select: uploadSelect });
  return row && asUpload(row);
}

/** How many a sweep looks at; what is left is looked at by the next. */
const FORGOTTEN_BATCH = 50;

/** Uploads nobody has touched since `before`, the longest forgotten first. */
export async function findForgotten(before: Date): Promise<UploadRow[]> {
  const rows = await db.run.findMany({
    where: { state: "uploading", deletedAt: null, updatedAt: { lt: before } },
    orderBy: { updatedAt: "asc" },
    take: FORGOTTEN_BATCH,
    select: uploadSelect,
  });
  return rows.map(asUpload);
}

/** Puts one storage upload in the place of another, unless somebody was faster. */
export async function replaceUploadId(
  runId: string,
  from: string | null,
  to: string | null,
): Promise<boolean> {
  const { count } = await db.run.updateMany({
    where: { id: runId, state: "uploading", uploadId: from, deletedAt: null },
    data: { uploadId: to },
  });
  return count === 1;
}

/** The storage upload a row names now. */
export async function findUploadId(runId: string): Promise<string | null> {
  const row = await db.run.findFirst({
    where: { id: runId, state: "uploading" },
    select: { uploadId: true },
  });
  return row?.uploadId ?? null;
}

/** Notes that the upload is alive, so that the sweep leaves it alone. */
export async function touchUpload(runId: string): Promise<void> {
  await db.run.updateMany({ where: { id: runId, state: "uploading" }, data: { updatedAt: new Date() } });
}

/** Marks a run uploaded; false when it was already, or is gone. Inside the transaction that queues its analysis. */
export async function markUploaded(tx: Tx, runId: string): Promise<boolean> {
  const { count } = await tx.run.updateMany({
    where: { id: runId, state: "uploading", deletedAt: null },
    data: { state: "uploaded", uploadId: null, uploadedAt: new Date() },
  });
  return count === 1;
}
