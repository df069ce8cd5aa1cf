import type pg from "pg";
import { isNoTransaction, type MigrationFile, matchesChecksum } from "./migration-files";

/** A row of `_prisma_migrations`, without those that were marked as rolled back. */
export interface MigrationRecord {
  name: string;
  checksum: string;
  finished: boolean;
  logs: string | null;
}

/** Creates the table if missing, with the columns of Prisma, and returns its rows ordered by name. */
export async function readHistory(client: pg.ClientBase, table: string): Promise<MigrationRecord[]> {
  await client.query(`
    create table if not exists ${table} (
      id varchar(36) primary key not null,
      checksum varchar(64) not null,
      finished_at timestamptz,
      migration_name varchar(255) not null,
      logs text,
      rolled_back_at timestamptz,
      started_at timestamptz not null default now(),
      applied_steps_count integer not null default 0
    )`);
  const { rows } = await client.query<MigrationRecord>(`
    select migration_name as name, checksum, finished_at is not null as finished, logs
    from ${table} where rolled_back_at is null order by migration_name`);
  return rows;
}

/**
 * Returns the migrations to apply, in order. A record without an end and without an error is from a process
 * that stopped: its transaction was rolled back, so the migration is pending.
 * @throws when an applied migration was changed or removed, or when one failed and may have left changes
 */
export function pendingMigrations(files: MigrationFile[], history: MigrationRecord[]): MigrationFile[] {
  const fileOf = new Map(files.map((file) => [file.name, file]));
  const applied = new Set<string>();
  const missing: string[] = [];
  for (const { name, checksum, finished, logs } of history) {
    const file = fileOf.get(name);
    if (finished) {
      applied.add(name);
      if (!file) missing.push(name);
      else if (!matchesChecksum(file.sql, checksum)) throw new Error(changedMessage(name));
    } else if (logs && !(file && isNoTransaction(file.sql))) throw new Error(failedMessage(name, logs));
  }
  const pending = files.filter(({ name }) => !applied.has(name));
  const last = files.at(-1)?.name ?? "";
  // A deployment that is rolled back has none of the newest migrations; any other gap is a mistake.
  const removed = missing.find((name) => name < last || pending.length > 0);
  if (removed) throw new Error(missingMessage(removed));
  return pending;
}

const changedMessage = (name: string) =>
  `Migration ${name} was changed after it was applied. Restore its migration.sql from version control and put the change into a new migration.`;

const missingMessage = (name: string) =>
  `Migration ${name} is applied to the database but missing on disk. Restore its folder from version control, or deploy a version that contains it.`;

const failedMessage = (name: string, logs: string) =>
  `Migration ${name} failed earlier and may be half applied: ${logs.trim()}
Undo its changes by hand, then run: update _prisma_migrations set rolled_back_at = now() where migration_name = '${name}' and finished_at is null;`;
