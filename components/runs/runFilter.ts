import { type ListRuns, listRunsSchema } from "@/lib/runs/schema";

export type RunFilter = Pick<ListRuns, "racerId" | "discipline" | "state">;

const filterSchema = listRunsSchema.pick({ racerId: true, discipline: true, state: true });

/** The filter in an address; a part that makes no sense is left out rather than refused. */
export function filterFrom(params: Record<string, string | string[] | undefined>): RunFilter {
  const one = (name: "racerId" | "discipline" | "state") => {
    const parsed = filterSchema.shape[name].safeParse(params[name] || undefined);
    return parsed.success && parsed.data !== undefined ? { [name]: parsed.data } : {};
  };
  return { ...one("racerId"), ...one("discipline"), ...one("state") };
}

/** The filter as the query of an address, "" for none. */
export function queryOf(filter: RunFilter, more: Record<string, string> = {}): string {
  const set = Object.entries({ ...filter, ...more }).filter(
    ([, value]) => value !== undefined && value !== "",
  );
  const query = new URLSearchParams(set as [string, string][]).toString();
  return query ? `?${query}` : "";
}
