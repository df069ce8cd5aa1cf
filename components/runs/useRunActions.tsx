"use client";

import { Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { analysisStatusSchema, type RequestAnalysis, type SubjectHint } from "@/lib/analyses/schema";
import type { Run, UpdateRun } from "@/lib/runs/schema";
import { api, messageOf } from "../api/client";
import { toastDone, toastFailed } from "../ui/toast";

/** What a person does to a run, with the toasts and the questions that go with it. */
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
        schema: analysisStatusSchema,
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

  const confirmDelete = () =>
    modals.openConfirmModal({
      title: "Delete this run?",
      children: <Text>The clip, its analysis and all pictures made from it go for good.</Text>,
      labels: { confirm: "Delete", cancel: "Keep it" },
      confirmProps: { color: "red" },
      onConfirm: () => void remove(),
    });

  const confirmAnalyse = () =>
    modals.openConfirmModal({
      title: "Analyse again?",
      children: <Text>The result you see stays until the new one is ready.</Text>,
      labels: { confirm: "Analyse again", cancel: "Cancel" },
      onConfirm: () => void analyse(),
    });

  return { busy, analyse, save, confirmDelete, confirmAnalyse };
}
