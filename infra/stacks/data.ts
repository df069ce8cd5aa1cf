import { Stack, type StackProps } from "aws-cdk-lib";
import type { Construct } from "constructs";
import type { Sources } from "@/infra/bundle/bundles";
import type { Database } from "@/infra/constructs/data/database";
import { ExpressAurora } from "@/infra/constructs/data/express-aurora";
import { Migrations } from "@/infra/constructs/data/migrations";
import { PrivateAurora } from "@/infra/constructs/data/private-aurora";
import type { Network } from "@/infra/constructs/shared/network";
import type { Settings } from "../settings";

interface DataProps extends StackProps {
  settings: Settings;
  sources: Sources;
  network?: Network;
}

/** The database with the migrations of this version. */
export class DataStack extends Stack {
  readonly database: Database;

  constructor(scope: Construct, id: string, props: DataProps) {
    super(scope, id, props);
    const { settings, sources, network } = props;
    const { stage, databaseMaxAcu: maxAcu, access, databaseResourceId, databaseOwnerSecretArn } = settings;
    const isolatedNetwork = access === "vpc" ? network : undefined;
    const aurora: Database & Construct = isolatedNetwork
      ? new PrivateAurora(this, "Database", {
          stage,
          maxAcu,
          placement: { vpc: isolatedNetwork.vpc, securityGroup: isolatedNetwork.database },
        })
      : new ExpressAurora(this, "Database", { stage, maxAcu, restoredId: databaseResourceId });
    const { clusterName, host, port, databaseName, owner } = aurora;
    this.database = {
      clusterName,
      host,
      port,
      databaseName,
      owner,
      resourceId: databaseResourceId ?? aurora.resourceId,
      ownerSecretArn: aurora.ownerSecretArn && (databaseOwnerSecretArn ?? aurora.ownerSecretArn),
    };
    new Migrations(this, "Migrations", {
      stage,
      database: this.database,
      after: aurora,
      sources,
      placement: isolatedNetwork?.applicationPlacement,
    });
  }
}
