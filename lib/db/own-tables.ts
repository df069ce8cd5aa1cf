import pg from "pg";

/**
 * Makes names without a schema mean those of `schema`. Said on the open connection, not while opening it: what stands
 * in front of a database may refuse options it does not know.
 */
export function ownTables(schema: string): pg.PoolConfig {
  if (schema === "public") return {};
  return {
    onConnect: async (client) => {
      await client.query(`set search_path to ${pg.escapeIdentifier(schema)}`);
    },
  };
}
