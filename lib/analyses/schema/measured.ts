import { z } from "zod";
import { measureKeySchema } from "./measures";

/** Why a number is not shown, in words for the page. */
export const WITHHELD_REASONS = {
  view: "Not visible from this camera angle",
  size: "The skier is too small in the picture",
  frameRate: "Needs a higher frame rate",
  joints: "The joints were not seen clearly enough",
  side: "Which way the turn goes cannot be seen from here",
  tooFewTurns: "Needs at least three turns to each side",
  notAPhoto: "Needs movement, so a clip and not a photo",
} as const;
export type WithheldReason = keyof typeof WITHHELD_REASONS;
export const withheldReasonSchema = z.enum(
  Object.keys(WITHHELD_REASONS) as [WithheldReason, ...WithheldReason[]],
);

/** `plusMinus` is one standard error in the value's unit; `confidence` is at least 0.5. */
export const shownValueSchema = z.object({
  value: z.number(),
  plusMinus: z.number().nonnegative(),
  confidence: z.number().min(0).max(1),
});
export const withheldSchema = z.object({ withheld: withheldReasonSchema });
export const measuredSchema = z.union([shownValueSchema, withheldSchema]);

export type ShownValue = z.infer<typeof shownValueSchema>;
export type Withheld = z.infer<typeof withheldSchema>;
export type Measured = z.infer<typeof measuredSchema>;

/** Narrows a measured value to one that may be shown. */
export const isShown = (measured: Measured | undefined): measured is ShownValue =>
  measured !== undefined && "value" in measured;

export const measuresSchema = z.partialRecord(measureKeySchema, measuredSchema);
export type Measures = z.infer<typeof measuresSchema>;
