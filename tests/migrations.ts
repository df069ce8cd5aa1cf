import { cp } from "node:fs/promises";
import { join } from "node:path";
import { MIGRATIONS_FOLDER, readMigrations } from "@/prisma/migration-files";

/**
 * Copies the first `count` migrations into the folder `target`, as an older version had them, and returns
 * `target`.
 */
export async function copyFirstMigrations(count: number, target: string): Promise<string> {
  for (const { name } of (await readMigrations()).slice(0, count)) {
    await cp(join(MIGRATIONS_FOLDER, name), join(target, name), { recursive: true });
  }
  return target;
}
