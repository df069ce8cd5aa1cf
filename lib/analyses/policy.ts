import type { Prisma } from "@/lib/db/generated/client";
import { type RunScope, type RunScopeSql, runsOf, runsOfSameOwnerSql } from "@/lib/runs/policy";
import type { Actor } from "@/lib/teams/schema";

declare const analysisScope: unique symbol;
/** The analyses an actor may see; only this file creates one. */
export type AnalysisScope = Prisma.AnalysisWhereInput & { readonly run: RunScope } & {
  readonly [analysisScope]: true;
};

export const analysesOf = (actor: Actor): AnalysisScope => ({ run: runsOf(actor) }) as AnalysisScope;

/** Returns the runs in alias `table` whose results may be compared with the run in `other`. */
export const comparableRunsSql = (table: string, other: string): RunScopeSql =>
  runsOfSameOwnerSql(table, other);
