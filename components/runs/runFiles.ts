import type { AnalysisStatus } from "@/lib/analyses/schema";

/** The address of a file of a run. `version` makes the browser ask anew after another analysis. */
export function fileSrc(runId: string, name: string, version?: string): string {
  const query = version ? `?v=${encodeURIComponent(version)}` : "";
  return `/api/runs/${runId}/files/${name}${query}`;
}

/** The address of a file as a download. */
export const downloadHref = (runId: string, name: string): string =>
  `/api/runs/${runId}/files/${name}?download=1`;

/** Changes whenever the files that are shown may have changed. */
export const versionOf = (analysis: Pick<AnalysisStatus, "id" | "finishedAt">): string =>
  analysis.finishedAt ? `${analysis.id}-${Date.parse(analysis.finishedAt)}` : analysis.id;
