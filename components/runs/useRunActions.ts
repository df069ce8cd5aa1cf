"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { RequestAnalysis, SubjectHint } from "@/lib/analyses/schema";
import type { Run, UpdateRun } from "@/lib/runs/schema";
import { api, messageOf } from "../api/client";
import { toastDone, toastFailed } from "../ui/toast";

/** What a person does to a run, with the toasts that go with it. */
export function useRunActions(run: Run, onAnalysisAsked: () => void) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);

  /** Follows whom the last analysis followed, unless told whom, or with null to choose by itself. */
  const analyse = async (subject?: SubjectHint | null): Promise<boolean> => {
    setBusy(true);
    try {
      await api(`/api/runs/${run.id}/analyses`, {
        method: "POST",
        body: { subject } satisfies RequestAnalysis,
      });
      onAnalysisAsked();
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

  return { busy, analyse, save, remove };
}
