"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import useSWR from "swr";
import type { AnalysisStatus } from "@/lib/analyses/schema";
import { apiJson } from "../api/client";

const FIRST_POLL_MS = 2000;
const MAX_POLL_MS = 10_000;

/** Interval before the next question, after `unchanged` answers in a row that said nothing new. */
export const pollMs = (unchanged: number): number =>
  Math.min(MAX_POLL_MS, Math.round(FIRST_POLL_MS * 1.35 ** Math.max(0, unchanged - 2)));

/** Whether somebody is or will be working on it. */
export const isActive = (status: Pick<AnalysisStatus, "state"> | null): boolean =>
  status?.state === "queued" || status?.state === "running";

/** The newest analysis of a run as it stands now. When it ends, the page is asked for again, with its result. */
export function useAnalysisStatus(runId: string, initial: AnalysisStatus | null) {
  const router = useRouter();
  const unchanged = useRef(0);
  const last = useRef("");
  const { data, error, mutate } = useSWR(
    `/api/runs/${runId}/status`,
    async (path: string) => {
      const status = await apiJson<AnalysisStatus>(path);
      const seen = `${status.id}${status.state}${status.stage}${status.percent}`;
      unchanged.current = seen === last.current ? unchanged.current + 1 : 0;
      last.current = seen;
      return status;
    },
    {
      fallbackData: initial ?? undefined,
      revalidateOnMount: false,
      // Until the first answer SWR hands over nothing, whatever the fallback.
      refreshInterval: (latest) => (isActive(latest ?? initial) ? pollMs(unchanged.current) : 0),
    },
  );
  const status = data ?? initial;

  const shown = `${initial?.id}${initial?.state}`;
  const now = `${status?.id}${status?.state}`;
  const ended = status !== null && !isActive(status);
  useEffect(() => {
    if (ended && now !== shown) router.refresh();
  }, [ended, now, shown, router]);

  return { status, error, mutate };
}
