import { connectionOptions } from "@/lib/db/connection";
import { env } from "@/lib/env";
import { migrate } from "./migrate";

if (!process.env.DATABASE_URL && !process.env.DATABASE_HOST) {
  console.error("Set DATABASE_URL or DATABASE_HOST to the database to migrate.");
  process.exit(1);
}
const applied = await migrate(connectionOptions(), { schema: env.DATABASE_SCHEMA });
console.log(applied.length > 0 ? `Applied ${applied.join(", ")}.` : "Nothing to apply.");
