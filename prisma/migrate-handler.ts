import { connectionOptions } from "@/lib/db/connection";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { adminSecret } from "./admin-secret";
import { grantToApp } from "./app-role";
import { migrate } from "./migrate";

/** The part of a CloudFormation custom resource request that the handler reads. */
export interface ResourceEvent {
  RequestType: "Create" | "Update" | "Delete";
}

export interface ResourceResponse {
  PhysicalResourceId: string;
  Data: { applied: string };
}

/**
 * Migrates the database as a CloudFormation custom resource, before the new code runs. An error makes
 * CloudFormation roll the deployment back. Deleting the resource deletes no data.
 */
export async function handler(event: ResourceEvent): Promise<ResourceResponse> {
  const schema = env.DATABASE_SCHEMA;
  const response = { PhysicalResourceId: `migrations-${schema}`, Data: { applied: "" } };
  if (event.RequestType === "Delete") return response;

  const appRole = process.env.APP_DATABASE_USER || "skiracer_app";
  const secretArn = process.env.DATABASE_ADMIN_SECRET_ARN;
  const connection = { ...connectionOptions(), ...(secretArn ? await adminSecret(secretArn) : {}) };
  const applied = await migrate(connection, {
    schema,
    afterwards: (client) => grantToApp(client, appRole, schema),
  });
  log.info({ applied, schema }, "database migrated");
  response.Data.applied = applied.join(", ");
  return response;
}
