import type { AnalysisStatus } from "@/lib/analyses/schema";

/** Returns the URL of a file of a run. `version` bypasses the cache after another analysis. */
export function fileSrc(runId: string, name: string, version?: string): string {
  const query = version ? `?v=${encodeURIComponent(version)}` : "";
  return `/api/runs/${runId}/files/${name}${query}`;
}

/** Returns the URL of a file as a download. */
export const downloadHref = (runId: string, name: string): string =>
  `/api/runs/${runId}/files/${name}?download=1`;

/** Returns a text that changes whenever the files of an analysis may have changed. */
export const versionOf = (analysis: Pick<AnalysisStatus, "id" | "finishedAt">): string =>
  analysis.finishedAt ? `${analysis.id}-${Date.parse(analysis.finishedAt)}` : analysis.id;
