import { z } from "zod";

/** The part of EventBridge's "Object Created" event that is read. Its key is not URL-encoded. */
export const objectCreated = z.object({
  source: z.literal("aws.s3"),
  "detail-type": z.literal("Object Created"),
  detail: z.object({ object: z.object({ key: z.string() }) }),
});
