import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Where what is deployed lies on this computer. */
export interface Sources {
  /** The folders that `npm run bundle` writes, each ready to be a function. */
  bundles: string;
  /** What the Docker files build from. */
  root: string;
  migrations: string;
}

export type BundleName = "worker" | "reconcile" | "migrate";

/**
 * The folder of one bundle.
 * @throws Error that says what to run when it was not built
 */
export function bundleFolder(sources: Sources, name: BundleName): string {
  const folder = join(sources.bundles, name);
  if (existsSync(join(folder, "index.mjs"))) return folder;
  throw new Error(`${folder} is not built yet. Run \`npm run bundle\`, then this command again.`);
}

/** Changes whenever a migration is added or changed, and at nothing else. */
export function hashOfMigrations(sources: Sources): string {
  const hash = createHash("sha256");
  const names = readdirSync(sources.migrations, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  for (const name of names) {
    hash
      .update(name)
      .update("\0")
      .update(readFileSync(join(sources.migrations, name, "migration.sql")))
      .update("\0");
  }
  return hash.digest("hex");
}
