import pg from "pg";

/** Returns pool options that set the search path after connecting: a proxy may reject startup options. */
export function searchPath(schema: string): pg.PoolConfig {
  if (schema === "public") return {};
  return {
    onConnect: async (client) => {
      await client.query(`set search_path to ${pg.escapeIdentifier(schema)}`);
    },
  };
}
