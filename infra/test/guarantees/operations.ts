import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ALARMS } from "@/infra/constructs/operations/alarms";
import { METRIC_NAMESPACE, METRICS } from "@/lib/telemetry/names";
import { hasFirewall } from "../../settings";
import { all, titled } from "../combinations";
import { synthesized } from "../synthesized";

const guide = readFileSync(join(import.meta.dirname, "../../../docs/operations.md"), "utf8");

// biome-ignore lint/suspicious/noExplicitAny: CloudFormation's own shape
const metricsOf = (properties: Record<string, any>) =>
  properties.Metrics
    ? // biome-ignore lint/suspicious/noExplicitAny: CloudFormation's own shape
      properties.Metrics.flatMap(({ MetricStat }: any) => (MetricStat ? [MetricStat.Metric] : []))
    : [properties];

export const operations = () => {
  describe.each(titled(all))("operations: %s", (_, context) => {
    const deployment = synthesized(context);
    const alarms = deployment
      .of("AWS::CloudWatch::Alarm")
      .filter(({ properties }) => String(properties.AlarmName ?? "").startsWith("ski-racer-"));

    test("each alarm tells somebody, when it begins and when it is over", () => {
      expect(alarms.map(({ properties }) => properties.AlarmName).sort()).toEqual(
        ALARMS.filter((name) => name !== "web-down" || context.hosting === "container")
          .map((name) => `ski-racer-${context.stage}-${name}`)
          .sort(),
      );
      const [topic] = deployment.of("AWS::SNS::Topic");
      for (const { properties } of alarms) {
        expect(properties.AlarmActions).toEqual([{ Ref: topic?.id }]);
        expect(properties.OKActions).toEqual([{ Ref: topic?.id }]);
        expect(properties.ActionsEnabled ?? true).toBe(true);
      }
      expect(deployment.of("AWS::SNS::Subscription").map(({ properties }) => properties.Endpoint)).toEqual([
        "coach@example.org",
      ]);
    });

    test("no alarm watches a number of ours that nobody writes, or with other dimensions", () => {
      const watched = alarms.flatMap(({ properties }) => metricsOf(properties));
      const own = watched.filter(({ Namespace }) => Namespace === METRIC_NAMESPACE);
      expect(own.length).toBeGreaterThan(1);
      for (const { MetricName, Dimensions } of own) {
        expect(Object.keys(METRICS)).toContain(MetricName);
        expect(METRICS[MetricName as keyof typeof METRICS].by).toEqual([]);
        expect(Dimensions).toEqual([{ Name: "Stage", Value: context.stage }]);
      }
    });

    test("the budget tells the same topic before the money is gone", () => {
      const [budget] = deployment.of("AWS::Budgets::Budget");
      const [topic] = deployment.of("AWS::SNS::Topic");
      for (const { Subscribers } of budget!.properties.NotificationsWithSubscribers) {
        expect(Subscribers).toEqual([{ SubscriptionType: "SNS", Address: { Ref: topic?.id } }]);
      }
    });

    test("who touches which video is written down", () => {
      const [trail] = deployment.of("AWS::CloudTrail::Trail");
      expect(trail!.properties).toMatchObject({ IsLogging: true, EnableLogFileValidation: true });
      const [selector] = trail!.properties.EventSelectors.filter(
        ({ DataResources }: { DataResources?: unknown }) => DataResources,
      );
      expect(selector.DataResources[0].Values).toHaveLength(2);
      expect(selector.ReadWriteType).toBe("All");
    });

    test("a firewall counts requests and stands before the web, where the stage has one", () => {
      if (!hasFirewall(deployment.settings)) {
        expect(deployment.resources.filter(({ type }) => type.startsWith("AWS::WAFv2::"))).toEqual([]);
        expect(deployment.stacks.some(({ stackName }) => stackName.endsWith("-Firewall"))).toBe(false);
        return;
      }
      const [acl] = deployment.of("AWS::WAFv2::WebACL");
      const amplify = context.hosting === "amplify";
      expect(acl?.properties.Scope).toBe(amplify ? "CLOUDFRONT" : "REGIONAL");
      expect(acl?.properties.Rules.length).toBeGreaterThanOrEqual(4);
      expect(deployment.of("AWS::WAFv2::WebACLAssociation")).toHaveLength(1);
      if (amplify) {
        const stack = deployment.stacks.find(({ stackName }) => stackName === acl?.stack);
        expect(stack?.region).toBe("us-east-1");
      }
    });
  });

  test("the guide has a chapter for each alarm, and none for one that does not exist", () => {
    const chapters = [...guide.matchAll(/^### `([a-z-]+)`$/gm)].map(([, name]) => name).sort();
    expect(chapters).toEqual([...ALARMS, "budget"].sort());
  });
};
