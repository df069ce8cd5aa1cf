import { z } from "zod";
import { CONCEPTS, type Concept, STAND_IN_REASONS, type StandInReason } from "./feedback-words";
import { findingSchema } from "./findings";
import { measureKeySchema } from "./measured";

export const conceptSchema = z.enum(Object.keys(CONCEPTS) as [Concept, ...Concept[]]);

/**
 * What a number of evidence is: `value` of a turn or photo; `symmetry` (percent), `consistency` (ratio) and
 * `fade` (the measure's unit) of the summary; `earlier`, the median over the turns of an earlier run.
 */
export const STATISTICS = ["value", "symmetry", "consistency", "fade", "earlier"] as const;
export type Statistic = (typeof STATISTICS)[number];

/** One measured fact that supports a sentence, copied unchanged from the analysis or from an earlier one. */
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

export const FEEDBACK_LANGUAGES = ["en"] as const;
export type FeedbackLanguage = (typeof FEEDBACK_LANGUAGES)[number];

export const feedbackSchema = z.object({
  engine: z.enum(["rules", "bedrock"]),
  /** The language of the texts, which then contain slots; absent in older feedback, whose texts are plain. */
  language: z.enum(FEEDBACK_LANGUAGES).optional(),
  /** The findings that the texts cite. */
  findings: z.array(findingSchema).optional(),
  /** The chosen engine and why it gave no usable feedback; absent when the chosen engine wrote. */
  stoodInFor: z.object({ engine: z.literal("bedrock"), reason: standInReasonSchema }).optional(),
  /** Null when nothing stands out or nothing could be measured; `notes` then gives the reason. */
  focus: focusSchema.nullable(),
  strengths: z.array(remarkSchema),
  notes: z.array(remarkSchema),
});

export type Evidence = z.infer<typeof evidenceSchema>;
export type Focus = z.infer<typeof focusSchema>;
export type Remark = z.infer<typeof remarkSchema>;
export type Feedback = z.infer<typeof feedbackSchema>;
