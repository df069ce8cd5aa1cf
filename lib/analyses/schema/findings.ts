import { z } from "zod";
import { measureKeySchema } from "./measured";

const id = z.number().int().positive();

/**
 * What one measure shows of the run, with its standard error. `sides`: right minus left turns, in percent of
 * their mean. `fade`: last third minus first, `turn`: one turn minus the median of the others, `earlier`: the
 * median of this run minus that of an earlier one, all in the measure's unit. These exist only where they
 * exceed their error clearly. `even`: as `sides`, but within its error. `spread`: coefficient of variation
 * over the turns.
 */
export const comparisonSchema = z.object({
  id,
  kind: z.enum(["sides", "fade", "turn", "earlier", "even", "spread"]),
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
/** What limits the comparisons of this run; `count` is the number of turns. */
export const conditionSchema = z.object({ id, kind: z.enum(CONDITIONS), count: z.number().int() });

/** A statement about a run as data: the text of feedback cites it by its id, and code writes the words. */
export const findingSchema = z.discriminatedUnion("kind", [comparisonSchema, patternSchema, conditionSchema]);

export type MeasureComparison = z.infer<typeof comparisonSchema>;
export type Finding = z.infer<typeof findingSchema>;
