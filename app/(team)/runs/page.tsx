import type { Metadata } from "next";
import { parseRunFilter } from "@/components/runs/parseRunFilter";
import { RunLibrary } from "@/components/runs/RunLibrary";
import { queryOf } from "@/components/runs/runFilter";
import { listRuns } from "@/lib/analyses/service/runs";
import { requireUser } from "@/lib/auth";

export const metadata: Metadata = { title: "Runs" };

interface RunsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function RunsPage({ searchParams }: RunsPageProps) {
  const actor = await requireUser();
  const filter = parseRunFilter(await searchParams);
  const firstPage = await listRuns(actor, filter);
  return <RunLibrary key={queryOf(filter)} filter={filter} firstPage={firstPage} />;
}
