import { cp } from "node:fs/promises";
import { join } from "node:path";
import { MIGRATIONS_FOLDER, readMigrations } from "@/prisma/folder";

/** Copies the first `count` migrations of this checkout into `target`, as an older version had them, and returns it. */
export async function firstMigrations(count: number, target: string): Promise<string> {
  const { migrationDirectories } = await readMigrations();
  for (const { path } of migrationDirectories.slice(0, count)) {
    await cp(join(MIGRATIONS_FOLDER, path), join(target, path), { recursive: true });
  }
  await cp(join(MIGRATIONS_FOLDER, "migration_lock.toml"), join(target, "migration_lock.toml"));
  return target;
}
