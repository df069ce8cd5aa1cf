import { describe, expect, test } from "vitest";
import { rings } from "../alarm-rings";
import { all, type Context, plain, rich, titled } from "../combinations";
import { type Resource, synthesized } from "../synthesized";

const HOUR = 12;
const always = (value: number, periods = HOUR) => Array<number>(periods).fill(value);
const inTurns = (a: number, b: number) => Array.from({ length: HOUR }, (_, i) => (i % 2 === 0 ? a : b));

const alarmOf = (context: Context) => (name: string) =>
  synthesized(context)
    .of("AWS::CloudWatch::Alarm")
    .find(({ properties }) => properties.AlarmName === `ski-racer-${context.stage}-${name}`)!;

/** The namespaces of what an alarm watches. */
const namespacesOf = ({ properties }: Resource): string[] =>
  properties.Metrics
    ? (properties.Metrics as { MetricStat?: { Metric: { Namespace: string } } }[]).flatMap(
        ({ MetricStat }) => MetricStat?.Metric.Namespace ?? [],
      )
    : [properties.Namespace];

/** Alarms that are formulas, on a day that somebody made up. */
export const alarms = () => {
  describe.each(titled([{ stage: "prod", access: "gateway", hosting: "amplify" }]))("%s", (_, context) => {
    describe("no-analysis", () => {
      const noAnalysis = alarmOf(context)("no-analysis");
      test.each([
        ["one clip that waits and is worked at in turns", { waiting: inTurns(1, 0), worked: inTurns(0, 1) }],
        ["one clip at which a worker fails again and again", { waiting: always(0), worked: always(1) }],
        ["clips that nobody takes, and a metric that only says so", { waiting: always(7) }],
      ])("rings for %s", (_name, series) => {
        expect(rings(noAnalysis, series)).toBe(true);
      });
      test.each([
        ["a result in the hour", { worked: always(1), succeeded: [...always(0, 5), 1, ...always(0, 6)] }],
        ["an empty queue", { waiting: always(0), worked: always(0) }],
        ["a queue that was empty for five minutes", { waiting: [...always(3, 7), 0, ...always(3, 4)] }],
        ["a queue so quiet that AWS measures nothing", {}],
      ])("is silent with %s", (_name, series) => {
        expect(rings(noAnalysis, series)).toBe(false);
      });
    });
  });

  test.each(titled(all))("the web's alarms do not rest on what the web says of itself: %s", (_, context) => {
    const names =
      context.hosting === "container" ? ["web-errors", "web-slow", "web-down"] : ["web-errors", "web-slow"];
    const from = context.hosting === "container" ? "AWS/ApplicationELB" : "AWS/AmplifyHosting";
    for (const name of names) {
      expect(new Set(namespacesOf(alarmOf(context)(name))), name).toEqual(new Set([from]));
    }
  });

  describe.each(titled(plain.filter(({ hosting }) => hosting === "container")))("%s", (_, context) => {
    const alarm = alarmOf(context);

    test.each([
      ["every request is refused because nobody is there to take it", { refused: always(30) }],
      ["every request dies with the container that took it", { taken: always(30), refused: always(30) }],
      ["the application answers every tenth with an error", { taken: always(100), failed: always(10) }],
    ])("web-errors rings when %s", (_name, series) => {
      expect(rings(alarm("web-errors"), series)).toBe(true);
    });

    test.each([
      ["all is well", { taken: always(100) }],
      ["three requests of a night fail", { taken: always(3), failed: always(3) }],
      ["nobody comes", {}],
    ])("web-errors is silent when %s", (_name, series) => {
      expect(rings(alarm("web-errors"), series)).toBe(false);
    });

    test.each([
      ["no container is left, so that nothing is measured", {}, true],
      ["none is healthy", { healthy: always(0), sick: always(2) }, true],
      ["one of two is sick", { healthy: always(1), sick: always(1) }, true],
      ["one is sick for a minute", { healthy: always(1), sick: [...always(0, 11), 1] }, false],
      ["all are healthy", { healthy: always(1), sick: always(0) }, false],
    ])("web-down, when %s", (_name, series, expected) => {
      expect(rings(alarm("web-down"), series)).toBe(expected);
    });
  });

  test("where long clips wait apart, both queues are watched", () => {
    const alarm = alarmOf(rich.find(({ worker }) => worker === "both")!);
    expect(rings(alarm("no-analysis"), { longWaiting: inTurns(1, 0), longWorked: inTurns(0, 1) })).toBe(true);
    expect(rings(alarm("no-analysis"), { longWorked: always(1), succeeded: always(1) })).toBe(false);
    expect(rings(alarm("queue-old"), { longAge: always(2000) })).toBe(true);
    expect(rings(alarm("queue-old"), { age: always(2000), longAge: always(10) })).toBe(true);
    expect(rings(alarm("queue-old"), { age: always(100), longAge: always(100) })).toBe(false);
  });
};
