import { z } from "zod";
import { CONCEPTS, type Concept, STAND_IN_REASONS, type StandInReason } from "./feedback-words";
import { measureKeySchema } from "./measured";

export const conceptSchema = z.enum(Object.keys(CONCEPTS) as [Concept, ...Concept[]]);

/**
 * What a fact's number is: the measure itself (of a turn, or of a photo), or one of the summary's statistics of it over the
 * whole run, which have units of their own (`symmetry` percent, `consistency` a ratio, `fade` the measure's unit).
 * `earlier` is not of this run: the middle value of the measure over the turns of an earlier run of the same athlete.
 */
export const STATISTICS = ["value", "symmetry", "consistency", "fade", "earlier"] as const;
export type Statistic = (typeof STATISTICS)[number];

/** One measured fact that a sentence rests on; it is found unchanged in the analysis, or in an earlier one where it says so. */
export const evidenceSchema = z.object({
  /** Null when the fact is about the whole run (a symmetry, a fade) or a photo. */
  turn: z.number().int().positive().nullable(),
  atS: z.number(),
  measure: measureKeySchema,
  statistic: z.enum(STATISTICS),
  value: z.number(),
});

export const focusSchema = z.object({
  concept: conceptSchema,
  /** The one thing to do, in at most a dozen words. */
  cue: z.string(),
  why: z.string(),
  evidence: z.array(evidenceSchema).min(1),
  drill: z.string(),
});

export const remarkSchema = z.object({ text: z.string(), evidence: z.array(evidenceSchema) });

export const standInReasonSchema = z.enum(
  Object.keys(STAND_IN_REASONS) as [StandInReason, ...StandInReason[]],
);

export const feedbackSchema = z.object({
  engine: z.enum(["rules", "bedrock"]),
  /** Whose place the writer took, and why; absent when nobody else was asked. */
  stoodInFor: z.object({ engine: z.literal("bedrock"), reason: standInReasonSchema }).optional(),
  /** Null when nothing stands out or nothing could be measured; `notes` then says so. */
  focus: focusSchema.nullable(),
  strengths: z.array(remarkSchema),
  notes: z.array(remarkSchema),
});

export type Evidence = z.infer<typeof evidenceSchema>;
export type Focus = z.infer<typeof focusSchema>;
export type Remark = z.infer<typeof remarkSchema>;
export type Feedback = z.infer<typeof feedbackSchema>;
