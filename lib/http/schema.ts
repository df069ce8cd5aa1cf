import { z } from "zod";

/** What every refused request is answered with (RFC 9457), as application/problem+json. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  /** Words for the person who waits. */
  detail: z.string(),
  code: z.string(),
  /** Names this request in our logs. */
  requestId: z.string(),
  invalidParams: z.array(z.object({ name: z.string(), reason: z.string() })).optional(),
});
export type Problem = z.infer<typeof problemSchema>;
