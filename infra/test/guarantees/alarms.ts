import { describe, expect, test } from "vitest";
import { isInAlarm } from "../alarm-evaluation";
import { all, plain, rich, type SettingsContext, titled } from "../combinations";
import { type SynthesizedResource, synthesized } from "../synthesized";

const PERIODS_PER_HOUR = 12;
const always = (value: number, periods = PERIODS_PER_HOUR) => Array<number>(periods).fill(value);
const alternating = (a: number, b: number) =>
  Array.from({ length: PERIODS_PER_HOUR }, (_, i) => (i % 2 === 0 ? a : b));

const alarmOf = (context: SettingsContext) => (name: string) =>
  synthesized(context)
    .of("AWS::CloudWatch::Alarm")
    .find(({ properties }) => properties.AlarmName === `ski-racer-${context.stage}-${name}`)!;

/** Returns the namespaces of an alarm's metrics. */
const namespacesOf = ({ properties }: SynthesizedResource): string[] =>
  properties.Metrics
    ? (properties.Metrics as { MetricStat?: { Metric: { Namespace: string } } }[]).flatMap(
        ({ MetricStat }) => MetricStat?.Metric.Namespace ?? [],
      )
    : [properties.Namespace];

/** Evaluates the metric math of alarms on constructed series. */
export const alarms = () => {
  describe.each(titled([{ stage: "prod", access: "gateway", hosting: "amplify" }]))("%s", (_, context) => {
    describe("no-analysis-succeeded", () => {
      const noAnalysis = alarmOf(context)("no-analysis-succeeded");
      test.each([
        [
          "one message that alternates between visible and in flight",
          { visible: alternating(1, 0), inFlight: alternating(0, 1) },
        ],
        ["one message that fails again and again", { visible: always(0), inFlight: always(1) }],
        ["messages that no worker receives, with no other data", { visible: always(7) }],
      ])("fires for %s", (_name, series) => {
        expect(isInAlarm(noAnalysis, series)).toBe(true);
      });
      test.each([
        [
          "a success within the hour",
          { inFlight: always(1), succeeded: [...always(0, 5), 1, ...always(0, 6)] },
        ],
        ["an empty queue", { visible: always(0), inFlight: always(0) }],
        ["a queue that was empty for five minutes", { visible: [...always(3, 7), 0, ...always(3, 4)] }],
        ["no data", {}],
      ])("does not fire for %s", (_name, series) => {
        expect(isInAlarm(noAnalysis, series)).toBe(false);
      });
    });
  });

  test.each(titled(all))("the web alarms use metrics that AWS publishes: %s", (_, context) => {
    const names =
      context.hosting === "container"
        ? ["web-errors", "web-latency", "web-unhealthy"]
        : ["web-errors", "web-latency"];
    const namespace = context.hosting === "container" ? "AWS/ApplicationELB" : "AWS/AmplifyHosting";
    for (const name of names) {
      expect(new Set(namespacesOf(alarmOf(context)(name))), name).toEqual(new Set([namespace]));
    }
  });

  describe.each(titled(plain.filter(({ hosting }) => hosting === "container")))("%s", (_, context) => {
    const alarm = alarmOf(context);

    test.each([
      ["every request is rejected because no container is registered", { rejected: always(30) }],
      [
        "every request fails with the container that accepted it",
        { accepted: always(30), rejected: always(30) },
      ],
      [
        "the application answers every tenth request with an error",
        { accepted: always(100), failed: always(10) },
      ],
    ])("web-errors fires when %s", (_name, series) => {
      expect(isInAlarm(alarm("web-errors"), series)).toBe(true);
    });

    test.each([
      ["every request succeeds", { accepted: always(100) }],
      ["three of three requests fail", { accepted: always(3), failed: always(3) }],
      ["there are no requests", {}],
    ])("web-errors does not fire when %s", (_name, series) => {
      expect(isInAlarm(alarm("web-errors"), series)).toBe(false);
    });

    test.each([
      ["no container is registered and there is no data", {}, true],
      ["no container is healthy", { healthy: always(0), unhealthy: always(2) }, true],
      ["one of two is unhealthy", { healthy: always(1), unhealthy: always(1) }, true],
      ["one is unhealthy for a minute", { healthy: always(1), unhealthy: [...always(0, 11), 1] }, false],
      ["all are healthy", { healthy: always(1), unhealthy: always(0) }, false],
    ])("web-unhealthy, when %s", (_name, series, expected) => {
      expect(isInAlarm(alarm("web-unhealthy"), series)).toBe(expected);
    });
  });

  test("the queue alarms cover both queues with worker=both", () => {
    const alarm = alarmOf(rich.find(({ worker }) => worker === "both")!);
    expect(
      isInAlarm(alarm("no-analysis-succeeded"), {
        longVisible: alternating(1, 0),
        longInFlight: alternating(0, 1),
      }),
    ).toBe(true);
    expect(isInAlarm(alarm("no-analysis-succeeded"), { longInFlight: always(1), succeeded: always(1) })).toBe(
      false,
    );
    expect(isInAlarm(alarm("queue-message-age"), { longAge: always(2000) })).toBe(true);
    expect(isInAlarm(alarm("queue-message-age"), { age: always(2000), longAge: always(10) })).toBe(true);
    expect(isInAlarm(alarm("queue-message-age"), { age: always(100), longAge: always(100) })).toBe(false);
  });
};
