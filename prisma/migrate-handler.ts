import { connectionOptions } from "@/lib/db/connection";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { adminSecret } from "./admin-secret";
import { grantToApp } from "./app-role";
import { migrate } from "./migrate";

/** The part of CloudFormation's request that is read here. */
export interface ResourceEvent {
  RequestType: "Create" | "Update" | "Delete";
}

export interface ResourceAnswer {
  PhysicalResourceId: string;
  Data: { applied: string };
}

/**
 * Brings the database to the data model of this deployment, as a custom resource of CloudFormation, before new code runs.
 * Throws when it cannot, and the deployment rolls back: a migration that failed left nothing behind, and those before it
 * only add, so the code that is live goes on. Deleting the resource deletes no data. May run any number of times.
 */
export async function handler(event: ResourceEvent): Promise<ResourceAnswer> {
  const schema = env.DATABASE_SCHEMA;
  const answer = { PhysicalResourceId: `migrations-${schema}`, Data: { applied: "" } };
  if (event.RequestType === "Delete") return answer;

  const appRole = process.env.APP_DATABASE_USER || "skiracer_app";
  const secretArn = process.env.DATABASE_ADMIN_SECRET_ARN;
  const connection = { ...connectionOptions(), ...(secretArn ? await adminSecret(secretArn) : {}) };
  const applied = await migrate(connection, {
    schema,
    afterwards: (client) => grantToApp(client, appRole, schema),
  });
  log.info({ applied, schema }, "database migrated");
  answer.Data.applied = applied.join(", ");
  return answer;
}
