"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { RequestAnalysis, SubjectHint } from "@/lib/analyses/schema";
import type { Run, UpdateRun } from "@/lib/runs/schema";
import { api, messageOf } from "../api/client";
import { toastDone, toastFailed } from "../ui/toast";

/** The actions on a run, with their toasts. */
export function useRunActions(run: Run, onAnalysisRequested: () => void) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);

  /**
   * Starts an analysis of `subject`; null leaves the choice to the tracker, undefined repeats the last one.
   */
  const analyze = async (subject?: SubjectHint | null): Promise<boolean> => {
    setBusy(true);
    try {
      await api(`/api/runs/${run.id}/analyses`, {
        method: "POST",
        body: { subject } satisfies RequestAnalysis,
      });
      onAnalysisRequested();
      return true;
    } catch (error) {
      toastFailed(messageOf(error), "The analysis was not started");
      return false;
    } finally {
      setBusy(false);
    }
  };

  const save = async (details: UpdateRun): Promise<void> => {
    await api(`/api/runs/${run.id}`, { method: "PATCH", body: details });
    router.refresh();
    toastDone("Saved.");
  };

  const remove = async () => {
    try {
      await api(`/api/runs/${run.id}`, { method: "DELETE" });
      router.push("/runs");
      toastDone(`${run.title} is deleted.`);
    } catch (error) {
      toastFailed(messageOf(error), "The run was not deleted");
    }
  };

  return { busy, analyze, save, remove };
}
