import { z } from "zod";
import { measureKeys } from "./measures";
import { WITHHELD_REASONS, type WithheldReason } from "./withheld-reasons";

export const measureKeySchema = z.enum(measureKeys);

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
export type Measured = z.infer<typeof measuredSchema>;

export const measuresSchema = z.partialRecord(measureKeySchema, measuredSchema);
export type Measures = z.infer<typeof measuresSchema>;
