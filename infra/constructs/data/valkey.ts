import { SubnetType } from "aws-cdk-lib/aws-ec2";
import { CfnServerlessCache } from "aws-cdk-lib/aws-elasticache";
import { Construct } from "constructs";
import { physicalName } from "@/infra/naming";
import type { Network } from "../shared/network";
import type { Workload } from "../shared/workload";

/** An ElastiCache Serverless cache for sessions and rate limits, inside the VPC. Its data may be lost. */
export class Valkey extends Construct {
  readonly url: string;

  constructor(scope: Construct, id: string, { stage, network }: { stage: string; network: Network }) {
    super(scope, id);
    const cache = new CfnServerlessCache(this, "Cache", {
      serverlessCacheName: physicalName(stage, "cache"),
      engine: "valkey",
      majorEngineVersion: "8",
      description: "Sessions and rate limits",
      subnetIds: network.vpc.selectSubnets({ subnetType: SubnetType.PRIVATE_ISOLATED }).subnetIds,
      securityGroupIds: [network.cache.securityGroupId],
      cacheUsageLimits: {
        dataStorage: { maximum: 1, unit: "GB" },
        ecpuPerSecond: { maximum: 5000 },
      },
    });
    this.url = `rediss://${cache.attrEndpointAddress}:${cache.attrEndpointPort}`;
  }
}

/** Gives the workload the address of the cache; only its security group restricts access. */
export function bindValkey(workload: Workload, valkey: Valkey): void {
  workload.set({ VALKEY_URL: valkey.url });
}
