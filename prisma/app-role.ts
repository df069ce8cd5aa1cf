import pg from "pg";

/**
 * Lets `role` read and write rows of `schema`, those of tables to come included, and nothing else; makes the role when it
 * is missing. Where the database knows IAM, that is how the role signs in. Everything or nothing; may run any number of times.
 */
export async function grantToApp(client: pg.ClientBase, role: string, schema: string): Promise<void> {
  const [app, rows] = [pg.escapeIdentifier(role), pg.escapeIdentifier(schema)];
  const known = async (name: string) =>
    (await client.query("select from pg_roles where rolname = $1", [name])).rowCount === 1;

  await client.query("begin");
  try {
    if (!(await known(role))) await client.query(`create role ${app} login`);
    if (await known("rds_iam")) await client.query(`grant rds_iam to ${app}`);
    await client.query(`
      grant usage on schema ${rows} to ${app};
      grant select, insert, update, delete on all tables in schema ${rows} to ${app};
      grant usage, select on all sequences in schema ${rows} to ${app};
      alter default privileges in schema ${rows} grant select, insert, update, delete on tables to ${app};
      alter default privileges in schema ${rows} grant usage, select on sequences to ${app};
      revoke all on ${rows}._prisma_migrations from ${app};
      revoke create on schema ${rows} from public`);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}
