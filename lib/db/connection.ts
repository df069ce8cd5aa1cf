import type pg from "pg";
import { type Env, env } from "@/lib/env";
import { databaseTls, signDatabaseToken } from "./rds-auth";
import { searchPath } from "./search-path";

export type DatabaseSettings = Pick<
  Env,
  | "DATABASE_URL"
  | "DATABASE_HOST"
  | "DATABASE_PORT"
  | "DATABASE_NAME"
  | "DATABASE_USER"
  | "DATABASE_SCHEMA"
  | "AWS_REGION"
>;

/** Returns pool options: DATABASE_HOST with TLS and an IAM token per connection, else DATABASE_URL. */
export function connectionOptions(settings: DatabaseSettings = env): pg.PoolConfig {
  return { ...addressOptions(settings), ...searchPath(settings.DATABASE_SCHEMA) };
}

function addressOptions(settings: DatabaseSettings): pg.PoolConfig {
  const { DATABASE_HOST: host, DATABASE_PORT: port, DATABASE_USER: user, AWS_REGION: region } = settings;
  if (host === undefined) return { connectionString: settings.DATABASE_URL };
  return {
    host,
    port,
    user,
    database: settings.DATABASE_NAME,
    password: () => signDatabaseToken({ host, port, user, region }),
    ssl: { rejectUnauthorized: true, secureContext: databaseTls() },
  };
}
