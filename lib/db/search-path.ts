import pg from "pg";

/**
 * Returns pool options that make unqualified table names refer to `schema`. The path is set after the
 * connection opens, because a proxy in front of the database may refuse startup options.
 */
export function searchPath(schema: string): pg.PoolConfig {
  if (schema === "public") return {};
  return {
    onConnect: async (client) => {
      await client.query(`set search_path to ${pg.escapeIdentifier(schema)}`);
    },
  };
}
