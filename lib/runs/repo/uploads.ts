import { db, type Tx } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { MediaKind } from "@/lib/media/formats";
import type { RunScope } from "../policy";
import type { CreateRun } from "../schema";

export interface RunUploadRow {
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

const toUpload = (row: Omit<RunUploadRow, "sizeBytes"> & { sizeBytes: bigint }): RunUploadRow => ({
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
  request: CreateRun;
}

/**
 * Returns the unfinished upload of the same file in a scope, or inserts the run. A lock on owner and
 * fingerprint orders concurrent requests, so that a double click creates one run.
 */
export async function findOrInsertUpload(
  tx: Tx,
  scope: RunScope,
  upload: NewUpload,
): Promise<{ row: RunUploadRow; found: boolean }> {
  const { request } = upload;
  await tx.$executeRaw`
    SELECT pg_advisory_xact_lock(hashtextextended(${`upload:${upload.ownerId}:${request.fingerprint}`}, 0))`;
  const details = {
    racerId: request.racerId === undefined ? Prisma.skip : request.racerId,
    discipline: request.discipline ?? Prisma.skip,
    place: request.place ?? Prisma.skip,
    takenAt: request.takenAt === undefined ? Prisma.skip : request.takenAt,
  };
  const sameFile = {
    state: "uploading",
    fingerprint: request.fingerprint,
    sizeBytes: BigInt(request.sizeBytes),
    contentType: upload.contentType,
  } as const;
  const same = await tx.run.findFirst({
    where: { AND: [scope, sameFile] },
    orderBy: { id: "desc" },
    select: { id: true },
  });
  if (same) {
    const row = await tx.run.update({
      where: { id: same.id },
      data: { ...details, title: request.title || Prisma.skip },
      select: uploadSelect,
    });
    return { row: toUpload(row), found: true };
  }
  const row = await tx.run.create({
    data: {
      id: upload.id,
      teamId: upload.teamId,
      ownerId: upload.ownerId,
      kind: upload.kind,
      title: upload.title,
      fileName: request.fileName,
      contentType: upload.contentType,
      sizeBytes: BigInt(request.sizeBytes),
      fingerprint: request.fingerprint,
      objectKey: upload.objectKey,
      partSizeBytes: upload.partSizeBytes,
      ...details,
    },
    select: uploadSelect,
  });
  return { row: toUpload(row), found: false };
}

export async function findUpload(scope: RunScope, runId: string): Promise<RunUploadRow | null> {
  const row = await db.run.findFirst({ where: { AND: [scope, { id: runId }] }, select: uploadSelect });
  return row && toUpload(row);
}

/** Returns the upload of an object key, finished or not; null when there is none or its run is deleted. */
export async function findUploadByKey(objectKey: string): Promise<RunUploadRow | null> {
  const row = await db.run.findFirst({ where: { objectKey, deletedAt: null }, select: uploadSelect });
  return row && toUpload(row);
}

const STALE_BATCH = 50;

/** Returns uploads unchanged since `before`, oldest first, at most 50. */
export async function findStaleUploads(before: Date): Promise<RunUploadRow[]> {
  const rows = await db.run.findMany({
    where: { state: "uploading", deletedAt: null, updatedAt: { lt: before } },
    orderBy: { updatedAt: "asc" },
    take: STALE_BATCH,
    select: uploadSelect,
  });
  return rows.map(toUpload);
}

/** Marks an upload unchanged since `before` as deleted; returns false when it changed meanwhile. */
export async function markAbandoned(runId: string, before: Date): Promise<boolean> {
  const { count } = await db.run.updateMany({
    where: { id: runId, state: "uploading", deletedAt: null, updatedAt: { lt: before } },
    data: { deletedAt: new Date() },
  });
  return count === 1;
}

/** Replaces the multipart upload of a run; returns false when another request replaced it first. */
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

export async function findUploadId(runId: string): Promise<string | null> {
  const row = await db.run.findFirst({
    where: { id: runId, state: "uploading" },
    select: { uploadId: true },
  });
  return row?.uploadId ?? null;
}

/** Sets `updatedAt`, so that the sweep does not abandon the upload. */
export async function touchUpload(runId: string): Promise<void> {
  await db.run.updateMany({ where: { id: runId, state: "uploading" }, data: { updatedAt: new Date() } });
}

/** Marks a run uploaded; returns false when it was already, or is deleted. */
export async function markUploaded(tx: Tx, runId: string): Promise<boolean> {
  const { count } = await tx.run.updateMany({
    where: { id: runId, state: "uploading", deletedAt: null },
    data: { state: "uploaded", uploadId: null, uploadedAt: new Date() },
  });
  return count === 1;
}
