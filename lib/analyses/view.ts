import type { StatusRow } from "./repo";
import {
  type AnalysisStatus,
  artifactNameSchema,
  failureCodeSchema,
  failureOf,
  type Stage,
  stageSchema,
  subjectHintSchema,
} from "./schema";

/** The newest analysis with a result: what is shown while another one waits, runs or has failed. */
export const shownOf = (rows: StatusRow[]) => rows.find((row) => row.state === "succeeded");

/**
 * How a run's analyses stand, newest first: state, progress and failure are the newest one's; the files are those of the
 * newest that succeeded, with the newest poster there is.
 */
export function statusView(rows: StatusRow[]): AnalysisStatus | null {
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
