import { ArnFormat, Stack } from "aws-cdk-lib";
import { APP_DATABASE_USER, isProduction } from "@/infra/naming";
import { permit } from "../shared/permission";
import type { Workload } from "../shared/workload";

/** A database cluster, as workloads connect to it. */
export interface Database {
  readonly clusterName: string;
  readonly host: string;
  readonly port: string;
  /** The database in the cluster that holds the tables. */
  readonly databaseName: string;
  /** The id in `rds-db:connect` permissions. */
  readonly resourceId: string;
  /** The user that owns the tables; only migrations connect as this user. */
  readonly owner: string;
  /** The owner's password, managed by RDS; undefined where the owner uses IAM authentication. */
  readonly ownerSecretArn?: string;
}

export const BACKUP_DAYS = 14;

/** Production never pauses. Other stages pause at 0 ACU, and resume in about 15 seconds. */
export const minAcu = (stage: string): number => (isProduction(stage) ? 0.5 : 0);

function bindUser(workload: Workload, database: Database, user: string): void {
  workload.set({
    DATABASE_HOST: database.host,
    DATABASE_PORT: database.port,
    DATABASE_NAME: database.databaseName,
    DATABASE_USER: user,
  });
}

const permitLogin = (workload: Workload, database: Database, user: string) =>
  permit(workload.role, "Database", {
    actions: ["rds-db:connect"],
    resources: [
      Stack.of(workload.role).formatArn({
        service: "rds-db",
        resource: "dbuser",
        resourceName: `${database.resourceId}/${user}`,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
    ],
  });

/** Allows the workload to connect as the application's user, which cannot change tables. */
export function bindDatabase(workload: Workload, database: Database, { poolMax }: { poolMax: number }): void {
  bindUser(workload, database, APP_DATABASE_USER);
  workload.set({ DATABASE_POOL_MAX: String(poolMax) });
  permitLogin(workload, database, APP_DATABASE_USER);
}

/** Allows the workload to connect as the owner of the tables, with IAM or the password that RDS manages. */
export function bindDatabaseOwner(workload: Workload, database: Database): void {
  bindUser(workload, database, database.owner);
  if (database.ownerSecretArn === undefined) permitLogin(workload, database, database.owner);
  else {
    permit(workload.role, "Database", {
      actions: ["secretsmanager:GetSecretValue"],
      resources: [database.ownerSecretArn],
    });
  }
}
