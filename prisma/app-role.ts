import pg from "pg";

/**
 * Creates `role` if missing and grants it reading and writing of rows in all present and future tables of
 * `schema`, in one transaction. Grants IAM sign-in where the database has the role `rds_iam`.
 */
export async function grantToApp(client: pg.ClientBase, role: string, schema: string): Promise<void> {
  const [roleName, schemaName] = [pg.escapeIdentifier(role), pg.escapeIdentifier(schema)];
  const exists = async (name: string) =>
    (await client.query("select from pg_roles where rolname = $1", [name])).rowCount === 1;

  await client.query("begin");
  try {
    if (!(await exists(role))) await client.query(`create role ${roleName} login`);
    if (await exists("rds_iam")) await client.query(`grant rds_iam to ${roleName}`);
    await client.query(`
      grant usage on schema ${schemaName} to ${roleName};
      grant select, insert, update, delete on all tables in schema ${schemaName} to ${roleName};
      grant usage, select on all sequences in schema ${schemaName} to ${roleName};
      alter default privileges in schema ${schemaName} grant select, insert, update, delete on tables to ${roleName};
      alter default privileges in schema ${schemaName} grant usage, select on sequences to ${roleName};
      revoke all on ${schemaName}._prisma_migrations from ${roleName};
      revoke create on schema ${schemaName} from public`);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}
