// Starts Next's standalone server. Next writes its headers when it builds, and an image is built before anybody knows
// where its clips will be: they are written anew, from the variables the container runs with.
import { readFile, writeFile } from "node:fs/promises";
import config from "./next.config.mjs";

const MANIFEST = new URL(".next/routes-manifest.json", import.meta.url);

const manifest = JSON.parse(await readFile(MANIFEST, "utf8"));
const rules = await config.headers();
for (const rule of manifest.headers) {
  const now = rules.find(({ source }) => source === rule.source);
  if (now) rule.headers = now.headers;
}
await writeFile(MANIFEST, JSON.stringify(manifest));
await import("./server.js");
