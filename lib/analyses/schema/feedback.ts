import { z } from "zod";
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
 * What a fact's number is: the measure itself (of a turn, or of a photo), or one of the summary's statistics of it over the
 * whole run, which have units of their own (`symmetry` percent, `consistency` a ratio, `fade` the measure's unit).
 */
export const STATISTICS = ["value", "symmetry", "consistency", "fade"] as const;
export type Statistic = (typeof STATISTICS)[number];

/** One measured fact that a sentence rests on; it is found unchanged in the analysis. */
export const evidenceSchema = z.object({
  /** Null when the fact is about the whole run (a symmetry, a fade) or a photo. */
  turn: z.number().int().positive().nullable(),
  atS: z.number(),
  metric: measureKeySchema,
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

export const feedbackSchema = z.object({
  engine: z.enum(["rules", "bedrock"]),
  /** Null when nothing stands out or nothing could be measured; `notes` then says so. */
  focus: focusSchema.nullable(),
  strengths: z.array(remarkSchema),
  notes: z.array(remarkSchema),
});

export type Evidence = z.infer<typeof evidenceSchema>;
export type Focus = z.infer<typeof focusSchema>;
export type Remark = z.infer<typeof remarkSchema>;
export type Feedback = z.infer<typeof feedbackSchema>;
