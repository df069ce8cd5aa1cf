import type { z } from "zod";
import type {
  CreateRun,
  createdRunSchema,
  RunPage,
  signedPartsSchema,
  UpdateRun,
  uploadedPartsSchema,
} from "@/lib/runs/schema";
import { ApiError, api, apiJson } from "../api/client";

type Signed = z.infer<typeof signedPartsSchema>;
type Stored = z.infer<typeof uploadedPartsSchema>;

/** Creates the run of a file, or finds the unfinished one of the same file. */
export const createRun = (run: CreateRun) =>
  apiJson<z.infer<typeof createdRunSchema>>("/api/runs", { method: "POST", body: run });

/** Lists the parts that storage has. */
export const listParts = async (runId: string): Promise<Stored["parts"]> =>
  (await apiJson<Stored>(`/api/runs/${runId}/parts`)).parts;

/** Returns presigned URLs by part number; they are valid for a few minutes. */
export async function signParts(runId: string, partNumbers: number[]): Promise<Map<number, string>> {
  const { parts } = await apiJson<Signed>(`/api/runs/${runId}/parts`, {
    method: "POST",
    body: { partNumbers },
  });
  return new Map(parts.map((part) => [part.partNumber, part.url]));
}

/** Joins the parts in storage and queues the analysis. */
export const completeRun = (runId: string) => api(`/api/runs/${runId}/complete`, { method: "POST" });

/** Changes the details of a run; null clears one. */
export const updateRun = (runId: string, change: UpdateRun) =>
  api(`/api/runs/${runId}`, { method: "PATCH", body: change });

/** Deletes a run and its upload; it is not an error when the run does not exist. */
export async function deleteRun(runId: string): Promise<void> {
  try {
    await api(`/api/runs/${runId}`, { method: "DELETE" });
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 404)) throw error;
  }
}

/** Lists the unfinished uploads of all tabs and visits, newest first. */
export const listUnfinished = async () =>
  (await apiJson<RunPage>("/api/runs?state=uploading&limit=50")).items;
