import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The local folders that a deployment reads. */
export interface Sources {
  /** The output of `npm run bundle`: one folder per function. */
  bundles: string;
  /** The build context of the Docker files. */
  root: string;
  migrations: string;
}

export type BundleName = "worker" | "reconcile" | "migrate";

/** Returns the folder of a bundle. @throws Error with the command to run when it was not built */
export function bundleFolder(sources: Sources, name: BundleName): string {
  const folder = join(sources.bundles, name);
  if (existsSync(join(folder, "index.mjs"))) return folder;
  throw new Error(`${folder} is not built yet. Run \`npm run bundle\`, then this command again.`);
}

/** Returns a hash that changes when a migration is added or changed. */
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
