import { z } from "zod";
import { findingSchema } from "./findings";
import { measureKeySchema } from "./measures";

/** The nine concepts coaches teach (US Ski & Snowboard), as far as a clip can show them. */
export const CONCEPTS = {
  upperBody: "Upper body facing downhill",
  ankleFlexion: "Equal ankle flexion",
  transition: "Transition",
  inclination: "Inclination",
  angulation: "Angulation",
  longShortLeg: "Long leg, short leg",
  fallLinePressure: "Pressure in the fall line",
  edgeAngle: "Edge angle",
  outsideSki: "Balance against the outside ski",
} as const;
export type Concept = keyof typeof CONCEPTS;
export const conceptSchema = z.enum(Object.keys(CONCEPTS) as [Concept, ...Concept[]]);

/**
 * What the number of an evidence is: `value` is the measure itself, of a turn or a photo; `symmetry`
 * (percent), `consistency` (ratio) and `fade` (the measure's unit) are of the summary; `earlier` is the
 * median over the turns of an earlier run.
 */
export const STATISTICS = ["value", "symmetry", "consistency", "fade", "earlier"] as const;
export type Statistic = (typeof STATISTICS)[number];

/**
 * One measured fact under a sentence; it is found unchanged in the analysis, or in an earlier one where it
 * says so.
 */
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

const NOT_NOW = "Analyse the run again later to ask it once more.";

/** Why the rules wrote the feedback instead of the AI coach, in words for the page. */
export const STAND_IN_REASONS = {
  spent: "this month's budget for it is spent. It is back next month.",
  throttled: `it was too busy. ${NOT_NOW}`,
  timedOut: `it did not answer in time. ${NOT_NOW}`,
  unavailable: `it could not be reached. ${NOT_NOW}`,
  unaccounted: `what it costs could not be noted. ${NOT_NOW}`,
  quota: `its quota is used up. ${NOT_NOW}`,
  refused: "it would not comment on these pictures.",
  truncated: "its answer was cut off.",
  malformed: "its answer could not be read.",
  ungrounded: "it said things that were not measured.",
  nothingMeasured: "nothing was measured that it could read.",
  modelGone: "the model it uses is not available. Whoever runs this server can choose another.",
  denied: "this server may not ask it. Whoever runs it can allow that.",
  invalid: "it did not accept the question. Whoever runs this server finds the cause in its log.",
  notSetUp: "it is not set up. Whoever runs this server can name a model and its prices.",
} as const;
export type StandInReason = keyof typeof STAND_IN_REASONS;
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
  /** The engine that gave no usable feedback, and why; absent when only the writer was asked. */
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

/** The fewest turns that are compared with each other. */
export const LEAST_TURNS = 4;

/** Returns the headline of feedback without a focus. */
export const whyNoFocus = (turnCount: number): string =>
  turnCount === 0
    ? "No turns to compare."
    : turnCount < LEAST_TURNS
      ? "Too few turns to compare."
      : "No single thing stands out.";

/** Returns sentences about who wrote the feedback and, if the rules stood in for the AI coach, why. */
export function authorWords({ engine, stoodInFor }: Pick<Feedback, "engine" | "stoodInFor">): string {
  if (engine === "bedrock") return "Written by an AI coach that saw the numbers and stills of this run.";
  const author = "Written by the rules coach, from the numbers of this run.";
  return stoodInFor
    ? `${author} The AI coach was to write it, but ${STAND_IN_REASONS[stoodInFor.reason]}`
    : author;
}
