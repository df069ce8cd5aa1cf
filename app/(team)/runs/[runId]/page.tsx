import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { RunPage } from "@/components/runs/RunPage";
import { UploadingNotice } from "@/components/upload/UploadingNotice";
import { latestAnalysis } from "@/lib/analyses/service/analyses";
import { getRun } from "@/lib/analyses/service/runs";
import { requireUser } from "@/lib/auth";
import { AppError } from "@/lib/errors";
import { type Run, runIdSchema } from "@/lib/runs/schema";

interface RunRouteProps {
  params: Promise<{ runId: string }>;
}

/** Returns the run of the URL, read once per request, or renders the not-found page. */
const findRun = cache(async (runId: string): Promise<Run> => {
  const actor = await requireUser();
  const parsed = runIdSchema.safeParse({ runId });
  if (!parsed.success) notFound();
  try {
    return await getRun(actor, parsed.data.runId);
  } catch (error) {
    if (error instanceof AppError && error.code === "notFound") notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: RunRouteProps): Promise<Metadata> {
  const run = await findRun((await params).runId);
  return { title: run.title };
}

export default async function RunRoute({ params }: RunRouteProps) {
  const actor = await requireUser();
  const run = await findRun((await params).runId);
  const analysis = run.state === "uploading" ? null : await latestAnalysis(actor, run.id);
  return <RunPage run={run} analysis={analysis} uploadNotice={<UploadingNotice runId={run.id} />} />;
}
