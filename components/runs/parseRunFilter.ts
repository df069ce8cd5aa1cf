import { listRunsSchema } from "@/lib/runs/schema";
import type { RunFilter } from "./runFilter";

const filterSchema = listRunsSchema.pick({ racerId: true, discipline: true, state: true });

/** Reads the filter from the query of a page; invalid parts are left out. */
export function parseRunFilter(params: Record<string, string | string[] | undefined>): RunFilter {
  const one = (name: "racerId" | "discipline" | "state") => {
    const parsed = filterSchema.shape[name].safeParse(params[name] || undefined);
    return parsed.success && parsed.data !== undefined ? { [name]: parsed.data } : {};
  };
  return { ...one("racerId"), ...one("discipline"), ...one("state") };
}
