import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Sources } from "./bundle/bundles";

/** Writes minimal sources into a folder, for synthesis without bundles or container builds. */
export function writePlaceholderSources(root: string): Sources {
  const sources: Sources = { root, bundles: join(root, "dist"), migrations: join(root, "migrations") };
  for (const name of ["worker", "reconcile", "migrate"]) {
    mkdirSync(join(sources.bundles, name), { recursive: true });
    writeFileSync(join(sources.bundles, name, "index.mjs"), "export const handler = () => undefined;\n");
  }
  for (const name of ["Dockerfile.web", "Dockerfile.worker"]) {
    writeFileSync(join(root, name), "FROM scratch\n");
  }
  mkdirSync(join(sources.migrations, "1_first"), { recursive: true });
  writeFileSync(join(sources.migrations, "1_first", "migration.sql"), "select 1;\n");
  return sources;
}

/** Writes a PEM file that CDK accepts as a public key, and returns its path. */
export function writePlaceholderPublicKey(root: string, name: string, body = "MIIB"): string {
  const file = join(root, name);
  writeFileSync(file, `-----BEGIN PUBLIC KEY-----\n${body}\n-----END PUBLIC KEY-----\n`);
  return file;
}
