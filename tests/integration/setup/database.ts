import pg from "pg";

/** @throws when the database is not on this computer */
export function refuseRemote(databaseUrl: string): void {
  const { hostname } = new URL(databaseUrl);
  if (hostname === "127.0.0.1" || hostname === "localhost" || hostname === "[::1]") return;
  throw new Error(`Refusing to empty the database on ${hostname}: it is not local.`);
}

/** Empties all tables of a local database, except the migrations'. */
export async function emptyDatabase(databaseUrl = process.env.DATABASE_URL ?? ""): Promise<void> {
  refuseRemote(databaseUrl);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const found = await client.query<{ name: string }>(
      "select quote_ident(tablename) as name from pg_tables where schemaname = 'public' and tablename <> '_prisma_migrations'",
    );
    const names = found.rows.map((row) => row.name);
    if (names.length > 0) await client.query(`truncate ${names.join(", ")} cascade`);
  } finally {
    await client.end();
  }
}
