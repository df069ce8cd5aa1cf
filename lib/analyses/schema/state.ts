import { z } from "zod";
import { artifactNameSchema } from "./artifacts";
import { analysisResultSchema } from "./result";
import { STAGES, type Stage } from "./stages";
import { failureSchema } from "./verdicts";

export const ANALYSIS_STATES = ["queued", "running", "succeeded", "failed"] as const;
export const analysisStateSchema = z.enum(ANALYSIS_STATES);

export const stageSchema = z.enum(Object.keys(STAGES) as [Stage, ...Stage[]]);

/** Position of the skier that a person tapped; `x` and `y` are 0..1 from the top left of the picture. */
export const subjectHintSchema = z.object({
  atS: z.number().min(0).max(300),
  x: z.number().min(0).max(1),
  y: z.number().min(0).max(1),
});
export type SubjectHint = z.infer<typeof subjectHintSchema>;

export const analysisViewSchema = z.object({
  id: z.uuid(),
  state: analysisStateSchema,
  stage: stageSchema,
  percent: z.number().min(0).max(100),
  attempt: z.number().int(),
  requestedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  failure: failureSchema.nullable(),
  result: analysisResultSchema.nullable(),
  artifacts: z.array(artifactNameSchema),
  /** Time in the clip of the poster; a tap on the poster is a subject hint at this time. */
  posterAtS: z.number().nullable(),
  subject: subjectHintSchema.nullable(),
});
export type AnalysisView = z.infer<typeof analysisViewSchema>;

/** An analysis without its result, for polling. */
export const analysisStatusSchema = analysisViewSchema.omit({ result: true });
export type AnalysisStatus = z.infer<typeof analysisStatusSchema>;

/** The subject hint; null to let the tracker choose; omitted to keep the hint of the last analysis. */
export const requestAnalysisSchema = z.object({ subject: subjectHintSchema.nullable().optional() });
export type RequestAnalysis = z.infer<typeof requestAnalysisSchema>;
