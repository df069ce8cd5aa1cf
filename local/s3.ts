import { mkdir } from "node:fs/promises";
import S3rver from "@20minutes/s3rver";
import { LOOPBACK } from "./ports";
import { strictRoutes } from "./s3-uploads";

export const S3_KEY = "S3RVER";

/** Allows browsers at `origins` to upload parts, read their ETag, and read ranges. */
const cors = (origins: string[]) => `<CORSConfiguration>
  <CORSRule>
    ${origins.map((origin) => `<AllowedOrigin>${origin}</AllowedOrigin>`).join("")}
    <AllowedMethod>GET</AllowedMethod>
    <AllowedMethod>HEAD</AllowedMethod>
    <AllowedMethod>PUT</AllowedMethod>
    <AllowedHeader>*</AllowedHeader>
    <ExposeHeader>ETag</ExposeHeader>
    <ExposeHeader>Content-Range</ExposeHeader>
    <MaxAgeSeconds>3000</MaxAgeSeconds>
  </CORSRule>
</CORSConfiguration>`;

/**
 * Starts S3 with private buckets whose objects are files in `dataDir`. Its keys are public: with `host`,
 * everybody in the local network can read and change the objects.
 */
export async function startS3(options: {
  dataDir: string;
  port: number;
  buckets: string[];
  origins: string[];
  /** This computer's address in the local network, to accept requests from there. */
  host?: string;
}): Promise<{ stop(): Promise<void> }> {
  await mkdir(options.dataDir, { recursive: true });
  const server = new S3rver({
    address: options.host === undefined ? LOOPBACK : "0.0.0.0",
    port: options.port,
    silent: true,
    directory: options.dataDir,
    vhostBuckets: false,
    configureBuckets: options.buckets.map((name) => ({ name, configs: [cors(options.origins)] })),
  });
  // The last middleware is the router; those before it write responses and errors as XML.
  server.middleware.splice(-1, 0, ...strictRoutes(server.store));
  await server.run();
  return {
    stop: async () => {
      const closed = server.close();
      server.httpServer?.closeAllConnections();
      await closed;
    },
  };
}
