import { CustomResource, Duration } from "aws-cdk-lib";
import { Construct, type IDependable } from "constructs";
import { bundleFolder, hashOfMigrations, type Sources } from "@/infra/bundle/bundles";
import { APP_DATABASE_USER, physicalName } from "@/infra/naming";
import { AppFunction } from "../shared/app-function";
import { createProvider } from "../shared/cdk-functions";
import type { VpcPlacement } from "../shared/network";
import { bindDatabaseOwner, type Database } from "./database";

interface MigrationsProps {
  stage: string;
  database: Database;
  after: IDependable;
  sources: Sources;
  placement?: VpcPlacement;
}

/**
 * Applies the migrations as the owner of the database when one was added or the cluster is another one. When
 * it fails, CloudFormation rolls the stack back.
 */
export class Migrations extends Construct {
  constructor(scope: Construct, id: string, { stage, database, after, sources, placement }: MigrationsProps) {
    super(scope, id);
    const migrate = new AppFunction(this, "Migrate", {
      folder: bundleFolder(sources, "migrate"),
      name: physicalName(stage, "migrate"),
      description: "Applies the migrations and grants the application its rights on rows",
      timeout: Duration.minutes(10),
      memoryMb: 1024,
      placement,
    });
    bindDatabaseOwner(migrate, database);
    migrate.set({ SERVICE_NAME: "migrate", STAGE: stage, DATABASE_SCHEMA: "public" });
    migrate.set({ APP_DATABASE_USER, DATABASE_ADMIN_SECRET_ARN: database.ownerSecretArn });

    const run = new CustomResource(this, "Run", {
      resourceType: "Custom::Migrations",
      serviceToken: createProvider(this, migrate.function).serviceToken,
      serviceTimeout: Duration.minutes(15),
      // A restored cluster may lack the newest migrations.
      properties: { migrations: hashOfMigrations(sources), cluster: database.resourceId },
    });
    run.node.addDependency(after, migrate);
  }
}
