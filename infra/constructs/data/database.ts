import { ArnFormat, Stack } from "aws-cdk-lib";
import { APP_DATABASE_USER, isLasting } from "@/infra/naming";
import { permit } from "../shared/permission";
import type { Workload } from "../shared/workload";

/** A cluster that somebody may log in to, whichever way it is reached. */
export interface Database {
  readonly clusterName: string;
  readonly host: string;
  readonly port: string;
  /** The database in the cluster that holds the tables. */
  readonly databaseName: string;
  /** What permissions to log in refer to. */
  readonly resourceId: string;
  /** Who owns the tables; only migrations act as this user. */
  readonly owner: string;
  /** The owner's password, made and changed by RDS; none where IAM lets the owner in. */
  readonly ownerSecretArn?: string;
}

export const BACKUP_DAYS = 14;

/** Half a unit keeps production awake; any other stage may sleep, and wakes in about 15 seconds. */
export const leastAcu = (stage: string): number => (isLasting(stage) ? 0.5 : 0);

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

/** The application's user: reads and writes rows, cannot change a table. `poolMax` connections at most. */
export function bindDatabase(workload: Workload, database: Database, { poolMax }: { poolMax: number }): void {
  bindUser(workload, database, APP_DATABASE_USER);
  workload.set({ DATABASE_POOL_MAX: String(poolMax) });
  permitLogin(workload, database, APP_DATABASE_USER);
}

/** The owner of the tables, for migrations only: with an IAM token, or with the password RDS keeps. */
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
