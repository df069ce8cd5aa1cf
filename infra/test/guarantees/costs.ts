import { describe, expect, test } from "vitest";
import { billOf } from "@/tools/cost/bill";
import { usualBudget } from "@/tools/cost/budget";
import { CLUBS, clubOf } from "@/tools/cost/clubs";
import { serviceOfResource } from "@/tools/cost/resources";
import { type Counts, countsOf } from "@/tools/cost/usage/counts";
import { hasFirewall } from "../../settings";
import { all, type Context, plain, titled } from "../combinations";
import { type Resource, type Synthesized, synthesized } from "../synthesized";

const wayOf = ({ settings }: Synthesized) => ({
  access: settings.access,
  hosting: settings.hosting,
  worker: settings.worker,
  lasting: settings.stage === "prod",
  firewall: hasFirewall(settings),
});

/** The metrics that an alarm looks at, also those of its formula. */
const lookedAt = ({ properties }: Resource): number =>
  properties.Metrics
    ? properties.Metrics.filter(({ MetricStat }: { MetricStat?: unknown }) => MetricStat).length
    : 1;

/** What of the stacks costs by being there, counted. What the guide makes, and what is only there if wished for, is evened out. */
function counted(deployment: Synthesized, context: Context): Counts {
  const { of, settings } = deployment;
  const [schedule] = of("AWS::Scheduler::Schedule");
  const [cluster] = of("AWS::RDS::DBCluster");
  const scaling = of("AWS::RDS::DBCluster").map(
    ({ properties }) => properties.ServerlessV2ScalingConfiguration?.MinCapacity,
  )[0];
  const endpoints = of("AWS::EC2::VPCEndpoint").filter(
    ({ properties }) => properties.VpcEndpointType === "Interface",
  );
  const services = of("AWS::ECS::Service");
  const web = services.filter(({ properties }) => properties.DesiredCount > 0);
  const watched = of("AWS::ECS::Cluster").filter(({ properties }) =>
    properties.ClusterSettings?.some(({ Value }: { Value: string }) => Value === "enabled"),
  );
  return {
    alarmMetrics: of("AWS::CloudWatch::Alarm").reduce((sum, alarm) => sum + lookedAt(alarm), 0),
    clusters: watched.length,
    // An express cluster comes with its one instance.
    databases: of("AWS::RDS::DBInstance").length || of("AWS::RDS::DBCluster").length,
    // An express cluster is given its capacity by a call after it was made.
    leastAcu: scaling ?? Number(/MinCapacity\\*":\s*([\d.]+)/.exec(deployment.text)?.[1]),
    endpoints: endpoints.length + (endpoints.length > 0 && !context.mailFrom ? 1 : 0),
    secrets:
      of("AWS::SecretsManager::Secret").length -
      (settings.cognito === "on" ? 1 : 0) +
      (settings.cdnPublicKey ? 0 : 1) +
      (settings.hosting === "amplify" ? 1 : 0) +
      (cluster?.properties.ManageMasterUserPassword ? 1 : 0),
    sweepsPerHour: schedule?.properties.ScheduleExpression === "rate(1 minute)" ? 60 : 1,
    webTasks: web.reduce((sum, { properties }) => sum + properties.DesiredCount, 0),
    firewallRules: of("AWS::WAFv2::WebACL")[0]?.properties.Rules.length ?? 0,
    zones: 2,
  };
}

export const costs = () => {
  describe.each(titled(all))("costs: %s", (_, context) => {
    const deployment = synthesized(context);
    const way = wayOf(deployment);
    const club = { ...clubOf(CLUBS.medium), ...way, requestsPerMonth: 10_000 };

    test("everything in the stacks is priced, or declared to cost nothing", () => {
      const priced = new Set(billOf(club).map(({ service }) => service));
      for (const { type, properties } of deployment.resources) {
        const service = serviceOfResource(type, properties);
        if (service !== null) expect(priced, type).toContain(service);
      }
    });

    test("the model counts what is there", () => {
      expect(counted(deployment, context)).toEqual(countsOf(way));
    });
  });

  test.each(titled(plain))("the budget, unless told, is more than the cheapest bill: %s", (_, context) => {
    const deployment = synthesized(context);
    const smallest = {
      ...clubOf(CLUBS.small),
      ...wayOf(deployment),
      requestsPerMonth: 10_000,
    };
    const bill = billOf(smallest).reduce((sum, { usd }) => sum + usd, 0);
    const [budget] = deployment.of("AWS::Budgets::Budget");
    const { Amount } = budget!.properties.Budget.BudgetLimit;
    // The mail comes at four fifths.
    expect(Amount * 0.8).toBeGreaterThan(bill);
    expect(Amount).toBe(usualBudget(deployment.settings));
  });
};
