import { describe, expect, test } from "vitest";
import { rings } from "../alarm-rings";
import { titled } from "../combinations";
import { synthesized } from "../synthesized";

const HOUR = 12;
const always = (value: number, periods = HOUR) => Array<number>(periods).fill(value);
const inTurns = (a: number, b: number) => Array.from({ length: HOUR }, (_, i) => (i % 2 === 0 ? a : b));

/** Alarms that are formulas, on a day that somebody made up. */
export const alarms = () => {
  describe.each(titled([{ stage: "prod", access: "gateway", hosting: "amplify" }]))("%s", (_, context) => {
    const alarm = (name: string) =>
      synthesized(context)
        .of("AWS::CloudWatch::Alarm")
        .find(({ properties }) => properties.AlarmName === `ski-racer-prod-${name}`)!;

    describe("no-analysis", () => {
      const noAnalysis = alarm("no-analysis");
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
};
