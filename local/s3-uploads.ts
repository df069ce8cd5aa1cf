import { createHash, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { appendFile, mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Middleware, Part, Store, Written } from "@20minutes/s3rver";
import authentication from "@20minutes/s3rver/lib/middleware/authentication.js";
import S3Error from "@20minutes/s3rver/lib/models/error.js";

const MIN_PART_BYTES = 5 * 1024 ** 2;
const LIST_PAGE = 1000;

const folderOf = (store: Store, bucket: string, uploadId: string) =>
  join(store.getResourcePath(bucket, undefined, "uploads"), uploadId);

function existing(store: Store, bucket: string, uploadId: string): string {
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

/** Runs what changes or lists one upload one after the other: joined twice at once, each would break the other's object. */
type InTurn = <T>(uploadId: string, change: () => Promise<T>) => Promise<T>;

function inTurn(): InTurn {
  const last = new Map<string, Promise<unknown>>();
  return (uploadId, change) => {
    const mine = (last.get(uploadId) ?? Promise.resolve()).then(change, change);
    last.set(uploadId, mine);
    const forget = () => {
      if (last.get(uploadId) === mine) last.delete(uploadId);
    };
    mine.then(forget, forget);
    return mine;
  };
}

/**
 * Makes the store as strict as S3: a part is whole or not there, an ended upload takes no more, and completing checks
 * every part. Without this a connection that breaks in the middle of a part leaves half of it to be assembled.
 */
function makeUploadsStrict(store: Store): InTurn {
  const change = inTurn();
  store.putPart = async (bucket, uploadId, partNumber, content) => {
    const folder = existing(store, bucket, uploadId);
    const arriving = join(folder, `${randomUUID()}.arriving`);
    try {
      const [size, md5] = await store.putContent(arriving, content);
      await change(uploadId, async () => {
        existing(store, bucket, uploadId);
        await rm(join(folder, `${partNumber}.md5`), { force: true });
        await rename(arriving, join(folder, partNumber));
        await writeFile(join(folder, `${partNumber}.md5`), md5);
      });
      return { size, md5 };
    } catch (error) {
      await rm(arriving, { force: true });
      throw error;
    }
  };

  store.putObjectMultipart = (bucket, uploadId, wanted: Part[]) =>
    change(uploadId, () => joinChecked(store, bucket, uploadId, wanted));

  return change;
}

/** @throws S3Error for an upload that is gone, or parts that are not those that arrived */
async function joinChecked(store: Store, bucket: string, uploadId: string, wanted: Part[]): Promise<Written> {
  const present = new Map(
    (await partsOf(existing(store, bucket, uploadId))).map((part) => [part.number, part]),
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

/**
 * Joins parts whose checksums are known, without reading through all of them once more as s3rver does. The object is whole
 * or as it was; its ETag is made of those of its parts, as S3 makes it.
 */
async function joinParts(store: Store, bucket: string, uploadId: string, parts: Part[]): Promise<Written> {
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

/** Refuses what carries no signature: the bucket is private. CORS preflights never carry one. */
const refuseStrangers: Middleware = (ctx, next) => {
  const signed = "authorization" in ctx.headers || "X-Amz-Signature" in ctx.query;
  if (!signed && ctx.method !== "OPTIONS") throw new S3Error("AccessDenied", "Access Denied");
  return next();
};

const MAX_EARLY_MS = 15 * 60_000;

/** Refuses links signed by a clock that is fast, as S3 does and s3rver does not. */
const refuseTheFuture: Middleware = (ctx, next) => {
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(ctx.query["X-Amz-Date"] ?? "") ?? [];
  const [year = 0, month = 1, day, hour, minute, second] = parts.map(Number);
  if (parts.length > 0 && Date.UTC(year, month - 1, day, hour, minute, second) > Date.now() + MAX_EARLY_MS) {
    throw new S3Error("AccessDenied", "Request is not valid yet");
  }
  return next();
};

/** AbortMultipartUpload and ListParts, which s3rver lacks; everything else goes on to it. */
function uploadRoutes(store: Store, change: InTurn): Middleware {
  const authenticate = authentication();
  return async (ctx, next) => {
    const uploadId = ctx.query.uploadId;
    if (uploadId === undefined || (ctx.method !== "GET" && ctx.method !== "DELETE")) return next();
    const [bucket = "", ...key] = decodeURIComponent(ctx.path).slice(1).split("/");
    ctx.params = { bucket, key: key.join("/") };
    await authenticate(ctx, async () => undefined);
    if (ctx.method === "DELETE") {
      await change(uploadId, () => rm(existing(store, bucket, uploadId), { recursive: true, force: true }));
      ctx.status = 204;
      return;
    }
    const after = Number(ctx.query["part-number-marker"] ?? 0);
    const limit = Math.min(Number(ctx.query["max-parts"] ?? LIST_PAGE), LIST_PAGE);
    const parts = await change(uploadId, async () => partsOf(existing(store, bucket, uploadId)));
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

/** Checks requests on the bucket itself with the path that was signed; s3rver leaves out the slash at its end. */
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

/** Makes the store strict, and gives what has to stand in front of s3rver's own routes, in this order. */
export function strictRoutes(store: Store): Middleware[] {
  const change = makeUploadsStrict(store);
  return [refuseStrangers, refuseTheFuture, bucketSignatures(), uploadRoutes(store, change)];
}
