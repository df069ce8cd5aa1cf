import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const MIGRATIONS_FOLDER = join(fileURLToPath(new URL(".", import.meta.url)), "migrations");

export interface MigrationFile {
  name: string;
  sql: string;
}

/** Returns the migrations of `folder` in the order of their names. */
export async function readMigrations(folder = MIGRATIONS_FOLDER): Promise<MigrationFile[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names
      .sort()
      .map(async (name) => ({ name, sql: await readFile(join(folder, name, "migration.sql"), "utf8") })),
  );
}

/** Returns the checksum that Prisma stores for a migration: SHA-256 of its text, in hexadecimal. */
export const checksum = (sql: string): string => createHash("sha256").update(sql).digest("hex");

/** Whether a stored checksum is that of `sql` with any line endings; Prisma compares in the same way. */
export function matchesChecksum(sql: string, stored: string): boolean {
  const unix = sql.replaceAll("\r\n", "\n");
  return [sql, unix, unix.replaceAll("\n", "\r\n")].some((text) => checksum(text) === stored);
}

/** Whether the file asks to run outside a transaction, as CREATE INDEX CONCURRENTLY must. */
export const isNoTransaction = (sql: string): boolean => /^-- no-transaction\s/.test(sql);

const SQL_TOKEN =
  /\bE'(?:[^'\\]|\\[\s\S]|'')*'|'[^']*'|"[^"]*"|(\$\w*\$)[\s\S]*?\1|--[^\n]*|\/\*[\s\S]*?\*\/|[\s\S]/gi;

/**
 * Splits a script at the semicolons outside quotes and comments: several statements in one query are one
 * transaction.
 */
export function splitStatements(sql: string): string[] {
  const statements = [""];
  for (const [token] of sql.matchAll(SQL_TOKEN)) {
    if (token === ";") statements.push("");
    else if (!/^(--|\/\*)/.test(token)) statements[statements.length - 1] += token;
  }
  return statements.map((statement) => statement.trim()).filter(Boolean);
}
