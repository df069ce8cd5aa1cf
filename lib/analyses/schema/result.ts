import { z } from "zod";
import { feedbackSchema } from "./feedback";
import { measuredSchema, measureKeySchema, measuresSchema } from "./measured";
import { outcomeSchema } from "./verdicts";

export const mediaSchema = z.object({
  kind: z.enum(["video", "photo"]),
  container: z.string(),
  codec: z.string(),
  /** Upright, in square pixels: after rotation and pixel aspect ratio. */
  width: z.number().int(),
  height: z.number().int(),
  rotation: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]),
  durationS: z.number(),
  /** Mean by the presentation times of the file; 0 for a photo. */
  fps: z.number(),
  variableFps: z.boolean(),
  hdr: z.boolean(),
  takenAt: z.iso.datetime().nullable(),
});

const FACINGS = ["front", "back", "side", "oblique", "unknown"] as const;
const viewSchema = z.object({
  facing: z.enum(FACINGS),
  /** Angle between the camera's axis and the skier's line of travel: 0 front or back, 90 side. */
  offAxisDeg: z.number().nullable(),
  confidence: z.number(),
});

const trackSummarySchema = z.object({
  frames: z.number().int(),
  framesWithSkier: z.number().int(),
  /** Median over the clip. */
  skierHeightPx: z.number(),
  meanScore: z.number(),
  /** People tracked for a while in the skier's shot, the skier included. */
  people: z.number().int(),
  /** Times at which the picture cuts to another shot. */
  cutsS: z.array(z.number()),
});

const TURN_SIDES = ["left", "right"] as const;
export const turnSchema = z.object({
  index: z.number().int().positive(),
  /**
   * The side of the skier to which the turn goes, opposite to the outside leg. Null where the view does not
   * show it.
   */
  side: z.enum(TURN_SIDES).nullable(),
  startS: z.number(),
  apexS: z.number(),
  endS: z.number(),
  confidence: z.number(),
  measures: measuresSchema,
});

export const summarySchema = z.object({
  turnCount: z.number().int(),
  /** Turns a second; null where turns cannot be timed. */
  cadenceHz: z.number().nullable(),
  /** Standard error of `cadenceHz`; absent in results of engines before 1.1.0. */
  cadencePlusMinusHz: z.number().nonnegative().nullable().optional(),
  /** Coefficient of variation of turn durations; `consistency.durationS` has its standard error. */
  rhythmCv: z.number().nullable(),
  /** 100 (right - left) / mean, for measures where it is meaningful. */
  symmetry: z.partialRecord(measureKeySchema, measuredSchema),
  /** Coefficient of variation over the run's turns. */
  consistency: z.partialRecord(measureKeySchema, measuredSchema),
  /** Mean of the last third of the run minus that of the first third, in the measure's unit. */
  fade: z.partialRecord(measureKeySchema, measuredSchema),
});

/** The lean over time; `leanDeg` is positive to the skier's left, null where it is not seen. */
const leanSeriesSchema = z.object({
  timesS: z.array(z.number()),
  leanDeg: z.array(z.number().nullable()),
});

/** The result of an analysis, as stored and as printed by `npm run analyze -- --json`. */
export const analysisResultSchema = z.object({
  engine: z.object({ version: z.string(), pose: z.string(), coaching: z.enum(["rules", "bedrock"]) }),
  media: mediaSchema,
  view: viewSchema,
  track: trackSummarySchema,
  outcome: outcomeSchema,
  turns: z.array(turnSchema),
  /** The measures of a photo; null for a clip. */
  still: z.object({ measures: measuresSchema }).nullable(),
  lean: leanSeriesSchema.nullable(),
  summary: summarySchema,
  limits: z.array(z.string()),
  feedback: feedbackSchema.nullable(),
  timingsMs: z.record(z.string(), z.number()),
});

export type View = z.infer<typeof viewSchema>;
export type TrackSummary = z.infer<typeof trackSummarySchema>;
export type Turn = z.infer<typeof turnSchema>;
export type TurnSide = (typeof TURN_SIDES)[number];
export type Summary = z.infer<typeof summarySchema>;
export type LeanSeries = z.infer<typeof leanSeriesSchema>;
export type AnalysisResult = z.infer<typeof analysisResultSchema>;
