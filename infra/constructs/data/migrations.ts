import { CustomResource, Duration } from "aws-cdk-lib";
import type { ISecurityGroup, IVpc } from "aws-cdk-lib/aws-ec2";
import { Construct, type IDependable } from "constructs";
import { bundleFolder, hashOfMigrations, type Sources } from "@/infra/bundle/bundles";
import { APP_DATABASE_USER, named } from "@/infra/naming";
import { AppFunction } from "../shared/app-function";
import { providerOf } from "../shared/helper-functions";
import { bindDatabaseOwner, type Database } from "./database";

interface MigrationsProps {
  stage: string;
  database: Database;
  after: IDependable;
  sources: Sources;
  inside?: { vpc: IVpc; group: ISecurityGroup };
}

/**
 * Brings the tables to what the new code expects, as the database's owner, whenever a migration was added or the database is another. It runs before
 * anything that depends on it changes, and when it fails CloudFormation takes the deployment back.
 */
export class Migrations extends Construct {
  constructor(scope: Construct, id: string, { stage, database, after, sources, inside }: MigrationsProps) {
    super(scope, id);
    const migrate = new AppFunction(this, "Migrate", {
      folder: bundleFolder(sources, "migrate"),
      name: named(stage, "migrate"),
      description: "Applies the migrations, and grants the application its rights on rows",
      timeout: Duration.minutes(10),
      memoryMb: 1024,
      inside,
    });
    bindDatabaseOwner(migrate, database);
    migrate.set({ SERVICE_NAME: "migrate", STAGE: stage, DATABASE_SCHEMA: "public" });
    migrate.set({ APP_DATABASE_USER, DATABASE_ADMIN_SECRET_ARN: database.ownerSecretArn });

    const applied = new CustomResource(this, "Applied", {
      resourceType: "Custom::Migrations",
      serviceToken: providerOf(this, migrate.function).serviceToken,
      serviceTimeout: Duration.minutes(15),
      // Another cluster may be a restored one, from before the newest migration.
      properties: { migrations: hashOfMigrations(sources), cluster: database.resourceId },
    });
    applied.node.addDependency(after, migrate);
  }
}
