import { z } from "zod";
import type { MediaFailureCode } from "@/lib/media/failures";
import { formatLabels } from "@/lib/media/formats";
import { MAX_DURATION_S, MAX_PHOTO_BYTES } from "@/lib/media/limits";

interface VerdictText {
  message: string;
  nextStep: string;
}

/** Outcomes of a successful analysis. */
const OUTCOMES = {
  measured: { message: "The run was measured.", nextStep: "" },
  photo: { message: "The photo was measured.", nextStep: "" },
  noTurns: {
    message: "Somebody was found, but no turns.",
    nextStep: "Film from before the first turn until after the last one, from below or above the run.",
  },
  partly: {
    message: "Only a part of this clip could be measured.",
    nextStep: "Film one run in one take, with the skier in the picture all the time.",
  },
  fall: {
    message: "The skier falls in this clip; nothing after the fall is measured.",
    nextStep: "Check that everyone is well. Turns before the fall are measured as usual.",
  },
} as const satisfies Record<string, VerdictText>;
type OutcomeCode = keyof typeof OUTCOMES;
export const outcomeSchema = z.object({
  code: z.enum(Object.keys(OUTCOMES) as [OutcomeCode, ...OutcomeCode[]]),
  message: z.string(),
  nextStep: z.string(),
  /** Time in the clip of a fall or a cut. */
  atS: z.number().nullable(),
});
export type Outcome = z.infer<typeof outcomeSchema>;

/** Failures that belong to an analysis, besides those of its file. */
type AnalysisFailureCode =
  | "nobody"
  | "nobodyThere"
  | "objectMissing"
  | "interrupted"
  | "superseded"
  | "unavailable";

/**
 * Why an analysis failed. A `permanent` failure is not retried; a transient one is retried by the queue and
 * stored as the verdict of the last attempt.
 */
export const FAILURES = {
  emptyFile: {
    permanent: true,
    message: "The file is empty.",
    nextStep: "Choose the clip again; it may not have finished saving on the phone.",
  },
  notMedia: {
    permanent: true,
    message: "This is not a video or photo we can read.",
    nextStep: `Upload the clip as it came from the camera: ${formatLabels(["video", "photo"], "or")}.`,
  },
  damaged: {
    permanent: true,
    message: "The file is damaged or cut short.",
    nextStep: "Copy it from the camera again and upload that.",
  },
  noVideo: {
    permanent: true,
    message: "The file has sound but no picture.",
    nextStep: "Upload the clip with its video.",
  },
  unsupportedCodec: {
    permanent: true,
    message: "The video is stored in a way we cannot read.",
    nextStep: "Export it as H.264 or HEVC and upload that.",
  },
  tooLong: {
    permanent: true,
    message: `The clip is longer than ${Math.floor(MAX_DURATION_S / 60)} minutes.`,
    nextStep: "Trim it to the run and upload that.",
  },
  tooShort: {
    permanent: true,
    message: "The clip is shorter than a turn.",
    nextStep: "Film at least a second, better a whole run.",
  },
  tooSmall: {
    permanent: true,
    message: "The picture is too small to see a skier in.",
    nextStep: "Upload the original, not a preview or a message attachment.",
  },
  tooManyPixels: {
    permanent: true,
    message: "The picture has too many pixels.",
    nextStep: "Export a clip at 8K or less, a photo at 60 megapixels or less, and upload that.",
  },
  photoTooLarge: {
    permanent: true,
    message: `The photo is larger than ${MAX_PHOTO_BYTES / 1024 ** 2} MB.`,
    nextStep: "Save it as a JPEG and upload that.",
  },
  nobody: {
    permanent: true,
    message: "Nobody was found in this clip.",
    nextStep: "Film closer, or tap the skier on the poster and analyse again.",
  },
  nobodyThere: {
    permanent: true,
    message: "Nobody was found where you tapped.",
    nextStep: "Tap on the skier's body at a moment when all of it is seen.",
  },
  objectMissing: {
    permanent: true,
    message: "The uploaded file is no longer there.",
    nextStep: "Upload the clip again.",
  },
  interrupted: {
    permanent: false,
    message: "The analysis was interrupted several times.",
    nextStep: "Choose Analyse again. If it happens once more, tell us the run's address.",
  },
  superseded: {
    permanent: true,
    message: "A newer analysis took its place.",
    nextStep: "",
  },
  unavailable: {
    permanent: false,
    message: "A service we depend on did not answer.",
    nextStep: "Choose Analyse again in a few minutes.",
  },
} as const satisfies Record<MediaFailureCode | AnalysisFailureCode, VerdictText & { permanent: boolean }>;
export type FailureCode = keyof typeof FAILURES;
export const failureCodeSchema = z.enum(Object.keys(FAILURES) as [FailureCode, ...FailureCode[]]);
export const failureSchema = z.object({
  code: failureCodeSchema,
  message: z.string(),
  nextStep: z.string(),
});
export type Failure = z.infer<typeof failureSchema>;

/** A failure with its text. */
export const failureOf = (code: FailureCode): Failure => ({
  code,
  message: FAILURES[code].message,
  nextStep: FAILURES[code].nextStep,
});

/** An outcome with its text. */
export const outcomeOf = (code: OutcomeCode, atS: number | null = null): Outcome => ({
  code,
  message: OUTCOMES[code].message,
  nextStep: OUTCOMES[code].nextStep,
  atS,
});
