import type { z } from "zod";
import {
  type CreateRun,
  createdRunSchema,
  runPageSchema,
  signedPartsSchema,
  type UpdateRun,
  uploadedPartsSchema,
} from "@/lib/runs/schema";
import { ApiError, api } from "../api/client";

export type CreatedRun = z.infer<typeof createdRunSchema>;
export type UploadedPart = z.infer<typeof uploadedPartsSchema>["parts"][number];

/** Begins the upload of a file, or finds the unfinished one of the same file. */
export const createRun = (run: CreateRun) =>
  api("/api/runs", { method: "POST", body: run, schema: createdRunSchema });

/** The parts that storage has. */
export const listParts = async (runId: string): Promise<UploadedPart[]> =>
  (await api(`/api/runs/${runId}/parts`, { schema: uploadedPartsSchema })).parts;

/** Addresses that take the parts, for a few minutes. */
export async function signParts(runId: string, partNumbers: number[]): Promise<Map<number, string>> {
  const signed = await api(`/api/runs/${runId}/parts`, {
    method: "POST",
    body: { partNumbers },
    schema: signedPartsSchema,
  });
  return new Map(signed.parts.map((part) => [part.partNumber, part.url]));
}

/** Joins the parts; the analysis is then on its way. */
export const completeRun = (runId: string) => api(`/api/runs/${runId}/complete`, { method: "POST" });

/** Changes what a run says about itself; null empties. */
export const updateRun = (runId: string, change: UpdateRun) =>
  api(`/api/runs/${runId}`, { method: "PATCH", body: change });

/** Deletes a run; for an unfinished one this gives up its upload. One that is gone already is what was wanted. */
export async function deleteRun(runId: string): Promise<void> {
  try {
    await api(`/api/runs/${runId}`, { method: "DELETE" });
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 404)) throw error;
  }
}

/** Uploads that were begun on any visit and not finished, newest first. */
export const listUnfinished = async () =>
  (await api("/api/runs?state=uploading&limit=50", { schema: runPageSchema })).items;
