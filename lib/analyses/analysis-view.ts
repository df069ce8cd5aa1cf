import type { AnalysisStatusRow } from "./repo/analyses";
import {
  type AnalysisStatus,
  artifactNameSchema,
  failureCodeSchema,
  failureOf,
  type Stage,
  stageSchema,
  subjectHintSchema,
} from "./schema";

/** Returns the newest analysis with a result: it is shown while a newer one is queued, runs or has failed. */
export const shownOf = (rows: AnalysisStatusRow[]) => rows.find((row) => row.state === "succeeded");

/**
 * Returns the status of a run's analyses, given newest first: state, progress and failure of the newest,
 * artifacts of the newest that succeeded, and the newest poster.
 */
export function statusView(rows: AnalysisStatusRow[]): AnalysisStatus | null {
  const [latest] = rows;
  if (!latest) return null;
  const shown = shownOf(rows);
  const poster = rows.find((row) => row.artifacts.includes("poster.jpg"));
  const artifacts = new Set([...(shown?.artifacts ?? []), ...(poster ? ["poster.jpg"] : [])]);
  const failure = failureCodeSchema.safeParse(latest.failureCode);
  const subject = subjectHintSchema.safeParse(latest.subject);
  return {
    id: latest.id,
    state: latest.state,
    stage: stageOf(latest.stage),
    percent: latest.percent,
    attempt: latest.attempt,
    requestedAt: latest.requestedAt.toISOString(),
    finishedAt: latest.finishedAt?.toISOString() ?? null,
    failure: failure.success ? failureOf(failure.data) : null,
    artifacts: [...artifacts].flatMap((name) => artifactNameSchema.safeParse(name).data ?? []),
    posterAtS: poster?.posterAtS ?? null,
    subject: subject.success ? subject.data : null,
  };
}

function stageOf(stage: string): Stage {
  const parsed = stageSchema.safeParse(stage);
  return parsed.success ? parsed.data : "waiting";
}
