import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { METRIC_NAMESPACE, METRICS } from "@/lib/telemetry/names";
import { hasFirewall } from "../../settings";
import { all, titled } from "../combinations";
import { synthesized } from "../synthesized";

const guide = readFileSync(join(import.meta.dirname, "../../../docs/operations.md"), "utf8");
const chapters = [...guide.matchAll(/^### `([a-z-]+)`$/gm)].map(([, name]) => name!);
const ALARM_CHAPTERS = chapters.filter((name) => name !== "budget");

// biome-ignore lint/suspicious/noExplicitAny: CloudFormation properties
const metricsOf = (properties: Record<string, any>) =>
  properties.Metrics
    ? // biome-ignore lint/suspicious/noExplicitAny: CloudFormation properties
      properties.Metrics.flatMap(({ MetricStat }: any) => (MetricStat ? [MetricStat.Metric] : []))
    : [properties];

export const operations = () => {
  describe.each(titled(all))("operations: %s", (_, context) => {
    const deployment = synthesized(context);
    const alarms = deployment
      .of("AWS::CloudWatch::Alarm")
      .filter(({ properties }) => String(properties.AlarmName ?? "").startsWith("ski-racer-"));

    test("each alarm notifies the topic when it fires and when it is OK, and has a chapter in the guide", () => {
      expect(alarms.map(({ properties }) => properties.AlarmName).sort()).toEqual(
        ALARM_CHAPTERS.filter((name) => name !== "web-unhealthy" || context.hosting === "container")
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

    test("every application metric of an alarm is published with the same dimensions", () => {
      const watched = alarms.flatMap(({ properties }) => metricsOf(properties));
      const own = watched.filter(({ Namespace }) => Namespace === METRIC_NAMESPACE);
      expect(own.length).toBeGreaterThan(1);
      for (const { MetricName, Dimensions } of own) {
        expect(Object.keys(METRICS)).toContain(MetricName);
        expect(METRICS[MetricName as keyof typeof METRICS].by).toEqual([]);
        expect(Dimensions).toEqual([{ Name: "Stage", Value: context.stage }]);
      }
    });

    test("the budget notifies the alarm topic", () => {
      const [budget] = deployment.of("AWS::Budgets::Budget");
      const [topic] = deployment.of("AWS::SNS::Topic");
      for (const { Subscribers } of budget!.properties.NotificationsWithSubscribers) {
        expect(Subscribers).toEqual([{ SubscriptionType: "SNS", Address: { Ref: topic?.id } }]);
      }
    });

    test("the audit trail records every access to both media buckets", () => {
      const [trail] = deployment.of("AWS::CloudTrail::Trail");
      expect(trail!.properties).toMatchObject({ IsLogging: true, EnableLogFileValidation: true });
      const [selector] = trail!.properties.EventSelectors.filter(
        ({ DataResources }: { DataResources?: unknown }) => DataResources,
      );
      expect(selector.DataResources[0].Values).toHaveLength(2);
      expect(selector.ReadWriteType).toBe("All");
    });

    test("the web has a firewall with a rate limit when the setting is on", () => {
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

  test("the guide has one chapter for each alarm of any combination and for the budget, and no other", () => {
    const names = all.flatMap((context) =>
      synthesized(context)
        .of("AWS::CloudWatch::Alarm")
        .map(({ properties }) => String(properties.AlarmName ?? ""))
        .filter((name) => name.startsWith("ski-racer-"))
        .map((name) => name.replace(`ski-racer-${context.stage}-`, "")),
    );
    expect([...chapters].sort()).toEqual([...new Set(names), "budget"].sort());
  });
};
