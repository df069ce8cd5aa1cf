import { z } from "zod";
import { acceptedFile, MEDIA_KINDS, NOT_ACCEPTED_MESSAGE } from "@/lib/media/formats";
import { MAX_PHOTO_BYTES, MAX_RUN_BYTES } from "@/lib/media/limits";
import { DISCIPLINES, type Discipline, LIBRARY_STATES, type LibraryState } from "./choices";

export * from "./choices";

export const disciplineSchema = z.enum(Object.keys(DISCIPLINES) as [Discipline, ...Discipline[]]);

export const runKindSchema = z.enum(MEDIA_KINDS);

export const libraryStateSchema = z.enum(Object.keys(LIBRARY_STATES) as [LibraryState, ...LibraryState[]]);

/** S3 requires at least 5 MiB for all but the last part, and at most 10,000 parts. */
export const PART_SIZE_BYTES = 8 * 1024 ** 2;

const title = z.string().trim().min(1, "Give the run a name").max(120, "Keep the name under 120 characters");
const place = z.string().trim().max(120, "Keep the place under 120 characters");

export const createRunSchema = z
  .object({
    fileName: z
      .string()
      .min(1)
      .max(255)
      .refine((name) => acceptedFile(name) !== null, { error: NOT_ACCEPTED_MESSAGE }),
    sizeBytes: z
      .number()
      .int()
      .min(1, "The file is empty")
      .max(MAX_RUN_BYTES, "The file is larger than 4 GB"),
    /** Computed from the size and content of the file; identifies an unfinished upload of the same file. */
    fingerprint: z.string().min(8).max(200),
    title: title.optional(),
    racerId: z.uuid().nullish(),
    discipline: disciplineSchema.optional(),
    place: place.optional(),
    takenAt: z.iso.datetime().nullish(),
  })
  .refine(
    ({ fileName, sizeBytes }) => acceptedFile(fileName)?.kind !== "photo" || sizeBytes <= MAX_PHOTO_BYTES,
    { path: ["sizeBytes"], error: "The photo is larger than 100 MB" },
  );
export type CreateRun = z.infer<typeof createRunSchema>;

export const updateRunSchema = z.object({
  title: title.optional(),
  racerId: z.uuid().nullish(),
  discipline: disciplineSchema.nullish(),
  place: place.nullish(),
  takenAt: z.iso.datetime().nullish(),
});
export type UpdateRun = z.infer<typeof updateRunSchema>;

export const runSchema = z.object({
  id: z.uuid(),
  kind: runKindSchema,
  title: z.string(),
  fileName: z.string(),
  sizeBytes: z.number().int(),
  racer: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  discipline: disciplineSchema.nullable(),
  place: z.string().nullable(),
  takenAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  state: libraryStateSchema,
  /**
   * Of the newest analysis: percent while it runs, a message when it failed, the number of turns when it
   * succeeded.
   */
  percent: z.number().nullable(),
  failureMessage: z.string().nullable(),
  turnCount: z.number().int().nullable(),
  durationS: z.number().nullable(),
  hasPoster: z.boolean(),
});
export type Run = z.infer<typeof runSchema>;

export const listRunsSchema = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(24),
  racerId: z.uuid().optional(),
  discipline: disciplineSchema.optional(),
  state: libraryStateSchema.optional(),
});
export type ListRuns = z.infer<typeof listRunsSchema>;
export const runPageSchema = z.object({ items: z.array(runSchema), nextCursor: z.string().nullable() });
export type RunPage = z.infer<typeof runPageSchema>;

export const createdRunSchema = z.object({
  run: runSchema,
  partSizeBytes: z.number().int(),
  partCount: z.number().int(),
  /** Whether an unfinished upload of the same file continues. */
  resumed: z.boolean(),
});
export const signPartsSchema = z.object({
  partNumbers: z.array(z.number().int().min(1).max(10_000)).min(1).max(16),
});
export const signedPartsSchema = z.object({
  parts: z.array(z.object({ partNumber: z.number().int(), url: z.url() })),
});
export const uploadedPartsSchema = z.object({
  parts: z.array(z.object({ partNumber: z.number().int(), etag: z.string(), sizeBytes: z.number().int() })),
});

export const runIdSchema = z.object({ runId: z.uuid() });
