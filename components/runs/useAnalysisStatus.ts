"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import useSWR from "swr";
import type { AnalysisStatus } from "@/lib/analyses/schema";
import { apiJson } from "../api/client";

const FIRST_POLL_MS = 2000;
const MAX_POLL_MS = 10_000;

/** Returns the delay before the next poll, after `unchanged` equal responses in a row. */
export const pollMs = (unchanged: number): number =>
  Math.min(MAX_POLL_MS, Math.round(FIRST_POLL_MS * 1.35 ** Math.max(0, unchanged - 2)));

/** Whether an analysis is queued or running. */
export const isActive = (status: Pick<AnalysisStatus, "state"> | null): boolean =>
  status?.state === "queued" || status?.state === "running";

/** Polls the newest analysis of a run; when it ends, the page is refreshed with its result. */
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
      // Before the first response SWR passes undefined, even with fallbackData.
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
