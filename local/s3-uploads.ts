import { createHash, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { appendFile, mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Middleware, Store, StoredObject, StoredPart } from "@20minutes/s3rver";
import authentication from "@20minutes/s3rver/lib/middleware/authentication.js";
import S3Error from "@20minutes/s3rver/lib/models/error.js";

const MIN_PART_BYTES = 5 * 1024 ** 2;
const LIST_PAGE = 1000;

const folderOf = (store: Store, bucket: string, uploadId: string) =>
  join(store.getResourcePath(bucket, undefined, "uploads"), uploadId);

function existingFolder(store: Store, bucket: string, uploadId: string): string {
  const folder = folderOf(store, bucket, uploadId);
  if (/^[0-9a-f]{32}$/.test(uploadId) && existsSync(join(folder, "key"))) return folder;
  throw new S3Error("NoSuchUpload", "The specified upload does not exist.", { UploadId: uploadId });
}

async function partsOf(folder: string) {
  const names = (await readdir(folder)).filter((name) => /^\d+\.md5$/.test(name));
  const parts = names.map(async (name) => {
    const file = join(folder, name.slice(0, -".md5".length));
    const { size, mtime } = await stat(file);
    const etag = await readFile(join(folder, name), "utf8");
    return { number: Number.parseInt(name, 10), etag, sizeBytes: size, mtime };
  });
  return (await Promise.all(parts)).sort((a, b) => a.number - b.number);
}

/** Runs the changes of one upload one by one, because concurrent completions would corrupt the object. */
type UploadQueue = <T>(uploadId: string, change: () => Promise<T>) => Promise<T>;

function uploadQueue(): UploadQueue {
  const last = new Map<string, Promise<unknown>>();
  return (uploadId, change) => {
    const current = (last.get(uploadId) ?? Promise.resolve()).then(change, change);
    last.set(uploadId, current);
    const forget = () => {
      if (last.get(uploadId) === current) last.delete(uploadId);
    };
    current.then(forget, forget);
    return current;
  };
}

/**
 * Makes the store as strict as S3: a part is complete or missing, a completed upload accepts no parts, and
 * completion checks every part. s3rver itself keeps half a part when a connection breaks.
 */
function makeUploadsStrict(store: Store): UploadQueue {
  const change = uploadQueue();
  store.putPart = async (bucket, uploadId, partNumber, content) => {
    const folder = existingFolder(store, bucket, uploadId);
    const partial = join(folder, `${randomUUID()}.partial`);
    try {
      const [size, md5] = await store.putContent(partial, content);
      await change(uploadId, async () => {
        existingFolder(store, bucket, uploadId);
        await rm(join(folder, `${partNumber}.md5`), { force: true });
        await rename(partial, join(folder, partNumber));
        await writeFile(join(folder, `${partNumber}.md5`), md5);
      });
      return { size, md5 };
    } catch (error) {
      await rm(partial, { force: true });
      throw error;
    }
  };

  store.putObjectMultipart = (bucket, uploadId, wanted: StoredPart[]) =>
    change(uploadId, () => joinChecked(store, bucket, uploadId, wanted));

  return change;
}

/** @throws S3Error for a missing upload, or parts that differ from those received */
async function joinChecked(
  store: Store,
  bucket: string,
  uploadId: string,
  wanted: StoredPart[],
): Promise<StoredObject> {
  const present = new Map(
    (await partsOf(existingFolder(store, bucket, uploadId))).map((part) => [part.number, part]),
  );
  for (const [index, part] of wanted.entries()) {
    const found = present.get(part.number);
    if (found?.etag !== part.etag) {
      throw new S3Error("InvalidPart", "One or more of the specified parts could not be found.");
    }
    if (index > 0 && part.number <= (wanted[index - 1]?.number ?? 0)) {
      throw new S3Error("InvalidPartOrder", "The list of parts was not in ascending order.");
    }
    if (index < wanted.length - 1 && found.sizeBytes < MIN_PART_BYTES) {
      throw new S3Error("EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size.");
    }
  }
  return joinParts(store, bucket, uploadId, wanted);
}

/** Joins the parts without reading them again; the ETag is made from those of the parts, as by S3. */
async function joinParts(
  store: Store,
  bucket: string,
  uploadId: string,
  parts: StoredPart[],
): Promise<StoredObject> {
  const folder = folderOf(store, bucket, uploadId);
  const key = await readFile(join(folder, "key"), "utf8");
  const metadata = JSON.parse(await readFile(join(folder, "metadata"), "utf8"));
  const joined = join(folder, `${randomUUID()}.joined`);
  for (const { number } of parts) await appendFile(joined, await readFile(join(folder, String(number))));
  const { size } = await stat(joined);
  const md5s = Buffer.concat(parts.map(({ etag }) => Buffer.from(etag, "hex")));
  const etag = `${createHash("md5").update(md5s).digest("hex")}-${parts.length}`;
  const objectPath = store.getResourcePath(bucket, key, "object");
  await mkdir(dirname(objectPath), { recursive: true });
  await rename(joined, objectPath);
  await store.putMetadata(bucket, key, metadata, etag);
  await rm(folder, { recursive: true, force: true });
  return { size, md5: etag };
}

/** Refuses requests without a signature, except CORS preflights. */
const refuseUnsigned: Middleware = (ctx, next) => {
  const signed = "authorization" in ctx.headers || "X-Amz-Signature" in ctx.query;
  if (!signed && ctx.method !== "OPTIONS") throw new S3Error("AccessDenied", "Access Denied");
  return next();
};

const MAX_EARLY_MS = 15 * 60_000;

/** Refuses links signed by a clock that is fast, as S3 does. */
const refuseFutureDates: Middleware = (ctx, next) => {
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(ctx.query["X-Amz-Date"] ?? "") ?? [];
  const [year = 0, month = 1, day, hour, minute, second] = parts.map(Number);
  if (parts.length > 0 && Date.UTC(year, month - 1, day, hour, minute, second) > Date.now() + MAX_EARLY_MS) {
    throw new S3Error("AccessDenied", "Request is not valid yet");
  }
  return next();
};

/** Handles AbortMultipartUpload and ListParts, which s3rver lacks. */
function uploadRoutes(store: Store, change: UploadQueue): Middleware {
  const authenticate = authentication();
  return async (ctx, next) => {
    const uploadId = ctx.query.uploadId;
    if (uploadId === undefined || (ctx.method !== "GET" && ctx.method !== "DELETE")) return next();
    const [bucket = "", ...key] = decodeURIComponent(ctx.path).slice(1).split("/");
    ctx.params = { bucket, key: key.join("/") };
    await authenticate(ctx, async () => undefined);
    if (ctx.method === "DELETE") {
      await change(uploadId, () =>
        rm(existingFolder(store, bucket, uploadId), { recursive: true, force: true }),
      );
      ctx.status = 204;
      return;
    }
    const after = Number(ctx.query["part-number-marker"] ?? 0);
    const limit = Math.min(Number(ctx.query["max-parts"] ?? LIST_PAGE), LIST_PAGE);
    const parts = await change(uploadId, async () => partsOf(existingFolder(store, bucket, uploadId)));
    const rest = parts.filter((part) => part.number > after);
    const page = rest.slice(0, limit);
    ctx.body = {
      ListPartsResult: {
        Bucket: bucket,
        Key: ctx.params.key,
        UploadId: uploadId,
        PartNumberMarker: after,
        NextPartNumberMarker: page.at(-1)?.number ?? 0,
        MaxParts: limit,
        IsTruncated: rest.length > page.length,
        Part: page.map((part) => ({
          PartNumber: part.number,
          LastModified: part.mtime.toISOString(),
          ETag: `"${part.etag}"`,
          Size: part.sizeBytes,
        })),
      },
    };
  };
}

/** Checks signatures of requests on a bucket, whose path s3rver changes by removing the trailing slash. */
function bucketSignatures(): Middleware {
  const authenticate = authentication();
  return async (ctx, next) => {
    if (/^\/[^/]+\/$/.test(ctx.path) && "authorization" in ctx.headers) {
      ctx.params = { bucket: ctx.path.slice(1) };
      await authenticate(ctx, async () => undefined);
      delete ctx.headers.authorization;
    }
    return next();
  };
}

/** Makes the store strict and returns the middleware to put before s3rver's routes, in this order. */
export function strictRoutes(store: Store): Middleware[] {
  const change = makeUploadsStrict(store);
  return [refuseUnsigned, refuseFutureDates, bucketSignatures(), uploadRoutes(store, change)];
}
