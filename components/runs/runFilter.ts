import type { ListRuns } from "@/lib/runs/schema";

export type RunFilter = Pick<ListRuns, "racerId" | "discipline" | "state">;

/** Returns the filter as the query of a URL, "" for none. */
export function queryOf(filter: RunFilter, more: Record<string, string> = {}): string {
  const set = Object.entries({ ...filter, ...more }).filter(
    ([, value]) => value !== undefined && value !== "",
  );
  const query = new URLSearchParams(set as [string, string][]).toString();
  return query ? `?${query}` : "";
}
