import { type Measured, type MeasureKey, type Measures, measureKeys } from "@/lib/analyses/schema";
import { type Gate, judge } from "./confidence";
import { flexionMeasures } from "./flexion";
import { foreAftMeasures } from "./fore-aft";
import { inclinationMeasures } from "./inclination";
import { legMeasures } from "./legs";
import { levelMeasures } from "./levels";
import type { MeasureRule, Moment } from "./measure";
import { timingMeasures } from "./timing";
import { upperBodyMeasures } from "./upper-body";

const RULES = {
  ...timingMeasures,
  ...inclinationMeasures,
  ...levelMeasures,
  ...legMeasures,
  ...upperBodyMeasures,
  ...flexionMeasures,
  ...foreAftMeasures,
} satisfies Record<MeasureKey, MeasureRule>;

/** Reasons that hold for the clip as a whole come before those of one turn: they say what to film differently. */
function judged(key: MeasureKey, moment: Moment, gate: Gate): Measured {
  const rule: MeasureRule = RULES[key];
  if (!moment.span && rule.of === "movement") return { withheld: "notAPhoto" };
  const found = rule.measure(moment);
  if (typeof found !== "string") return judge(key, found, gate);
  const shown = judge(key, { value: 0, plusMinus: 0, score: 1 }, gate);
  return "withheld" in shown ? shown : { withheld: found };
}

/** Every measure of one turn or photo: shown with plus-minus and confidence, or withheld with the reason. */
export function measuresOf(moment: Moment, gate: Gate): Measures {
  const keys = moment.span ? measureKeys.filter((key) => RULES[key].of !== "photo") : measureKeys;
  return Object.fromEntries(keys.map((key) => [key, judged(key, moment, gate)]));
}
