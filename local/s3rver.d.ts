declare module "@20minutes/s3rver" {
  import type { IncomingMessage, Server, ServerResponse } from "node:http";
  import type { Readable } from "node:stream";

  export interface S3Context {
    method: string;
    path: string;
    query: Record<string, string | undefined>;
    headers: Record<string, string | undefined>;
    params: Record<string, string>;
    state: { account?: unknown };
    req: IncomingMessage;
    res: ServerResponse;
    status: number;
    body: unknown;
  }
  export type Middleware = (ctx: S3Context, next: () => Promise<unknown>) => Promise<unknown> | unknown;
  export interface StoredPart {
    number: number;
    etag: string;
  }
  export interface StoredObject {
    size: number;
    md5: string;
  }
  /** Objects are files; an upload is a folder with `<part>` and its checksum `<part>.md5`. */
  export interface Store {
    getResourcePath(bucket: string, key: string | undefined, resource: string): string;
    putContent(path: string, content: Readable | Buffer): Promise<[sizeBytes: number, md5: string]>;
    putPart(bucket: string, uploadId: string, partNumber: string, content: Readable): Promise<StoredObject>;
    putMetadata(bucket: string, key: string, metadata: Record<string, string>, md5: string): Promise<void>;
    putObjectMultipart(bucket: string, uploadId: string, parts: StoredPart[]): Promise<StoredObject>;
  }
  export default class S3rver {
    constructor(options: {
      address: string;
      port: number;
      silent: boolean;
      directory: string;
      vhostBuckets: boolean;
      configureBuckets: { name: string; configs: string[] }[];
    });
    store: Store;
    middleware: Middleware[];
    httpServer?: Server;
    run(): Promise<{ port: number }>;
    close(): Promise<void>;
  }
}

declare module "@20minutes/s3rver/lib/middleware/authentication.js" {
  import type { Middleware } from "@20minutes/s3rver";
  export default function authentication(): Middleware;
}

declare module "@20minutes/s3rver/lib/models/error.js" {
  export default class S3Error extends Error {
    constructor(code: string, message: string, detail?: Record<string, unknown>);
  }
}
