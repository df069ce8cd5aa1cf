import { type Measured, type MeasureKey, type Measures, measureKeys } from "@/lib/analyses/schema";
import { type MeasuringConditions, showOrWithhold } from "./confidence";
import { flexionMeasures } from "./flexion";
import { foreAftMeasures } from "./fore-aft";
import { inclinationMeasures } from "./inclination";
import { legMeasures } from "./legs";
import { levelMeasures } from "./levels";
import type { MeasureContext, MeasureRule } from "./measure";
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

/** Reasons of the whole clip precede those of a turn, because filming differently removes them. */
function measured(key: MeasureKey, context: MeasureContext, conditions: MeasuringConditions): Measured {
  const rule: MeasureRule = RULES[key];
  if (!context.span && rule.of === "movement") return { withheld: "notAPhoto" };
  const estimate = rule.measure(context);
  if (typeof estimate !== "string") return showOrWithhold(key, estimate, conditions);
  const shown = showOrWithhold(key, { value: 0, plusMinus: 0, score: 1 }, conditions);
  return "withheld" in shown ? shown : { withheld: estimate };
}

export function measuresOf(context: MeasureContext, conditions: MeasuringConditions): Measures {
  const keys = context.span ? measureKeys.filter((key) => RULES[key].of !== "photo") : measureKeys;
  return Object.fromEntries(keys.map((key) => [key, measured(key, context, conditions)]));
}
