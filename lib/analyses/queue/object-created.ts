import { z } from "zod";

/**
 * What EventBridge says when an object came to be in a bucket; more is in it than is read here. Its key is the key itself,
 * where a notification that S3 sends without EventBridge would carry it URL-encoded.
 */
export const objectCreated = z.object({
  source: z.literal("aws.s3"),
  "detail-type": z.literal("Object Created"),
  detail: z.object({ object: z.object({ key: z.string() }) }),
});
