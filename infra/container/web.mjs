// Starts the standalone Next.js server. `next build` writes the CSP header into the manifest before the
// addresses of the buckets are known, so the headers are computed again from the container's variables.
import { readFile, writeFile } from "node:fs/promises";
import config from "./next.config.mjs";

const MANIFEST = new URL(".next/routes-manifest.json", import.meta.url);

const manifest = JSON.parse(await readFile(MANIFEST, "utf8"));
const rules = await config.headers();
for (const rule of manifest.headers) {
  const current = rules.find(({ source }) => source === rule.source);
  if (current) rule.headers = current.headers;
}
await writeFile(MANIFEST, JSON.stringify(manifest));
await import("./server.js");
