import type pg from "pg";
import { type Env, env } from "@/lib/env";
import { ownTables } from "./own-tables";
import { databaseToken, trusted } from "./trust";

/** Where the database is and who comes, as the environment says it. */
export type DatabasePlace = Pick<
  Env,
  | "DATABASE_URL"
  | "DATABASE_HOST"
  | "DATABASE_PORT"
  | "DATABASE_NAME"
  | "DATABASE_USER"
  | "DATABASE_SCHEMA"
  | "AWS_REGION"
>;

/**
 * How to reach the database, for the application and for its migrations alike. With DATABASE_HOST there is no password:
 * TLS with a checked certificate, and a fresh token of the role's for every connection; else DATABASE_URL says all.
 * Names without a schema mean those of DATABASE_SCHEMA.
 */
export function connectionOptions(place: DatabasePlace = env): pg.PoolConfig {
  return { ...address(place), ...ownTables(place.DATABASE_SCHEMA) };
}

function address(place: DatabasePlace): pg.PoolConfig {
  const { DATABASE_HOST: host, DATABASE_PORT: port, DATABASE_USER: user, AWS_REGION: region } = place;
  if (host === undefined) return { connectionString: place.DATABASE_URL };
  return {
    host,
    port,
    user,
    database: place.DATABASE_NAME,
    password: () => databaseToken({ host, port, user, region }),
    ssl: { rejectUnauthorized: true, secureContext: trusted() },
  };
}
