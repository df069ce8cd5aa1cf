import { z } from "zod";
import { measureKeySchema } from "./measured";

const id = z.number().int().positive();

const COMPARISONS = [
  /** Right minus left turns, in percent of their mean; `even` when it is within its error. */
  "sides",
  "even",
  /** Last third of the run minus the first, in the measure's unit. */
  "fade",
  /** One turn minus the median of the others, in the measure's unit. */
  "turn",
  /** Median of this run minus that of an earlier one, in the measure's unit. */
  "earlier",
  /** Coefficient of variation over the turns. */
  "spread",
] as const;

/** A comparison by one measure with its standard error. */
export const comparisonSchema = z.object({
  id,
  kind: z.enum(COMPARISONS),
  measure: measureKeySchema,
  value: z.number(),
  plusMinus: z.number().nonnegative(),
  /** The turn of `turn`; null in the other kinds. */
  turn: z.number().int().positive().nullable(),
});

/** Something seen in `count` turns, most clearly in `turn`. */
export const patternSchema = z.object({
  id,
  kind: z.literal("aFrame"),
  turn: z.number().int().positive(),
  count: z.number().int().positive(),
});

export const CONDITIONS = ["photo", "fall", "noTurns", "fewTurns", "noDifference", "leanHidden"] as const;
/** A condition that limits the comparisons of a run; `count` is the number of turns. */
export const conditionSchema = z.object({ id, kind: z.enum(CONDITIONS), count: z.number().int() });

/** A statement about a run as data: texts of feedback cite it by its id, and code renders its words. */
export const findingSchema = z.discriminatedUnion("kind", [comparisonSchema, patternSchema, conditionSchema]);

export type MeasureComparison = z.infer<typeof comparisonSchema>;
export type Finding = z.infer<typeof findingSchema>;
