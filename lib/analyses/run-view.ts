import type { LibraryState, Run } from "@/lib/runs/schema";
import type { LibraryRow } from "./repo/library";
import { FAILURES, failureCodeSchema, summarySchema } from "./schema";

export function runView(row: LibraryRow): Run {
  const state = libraryState(row);
  const latest = row.analyses[0];
  const shown = row.analyses.find((analysis) => analysis.state === "succeeded");
  const turns = summarySchema.pick({ turnCount: true }).safeParse(shown?.summary);
  const code = failureCodeSchema.safeParse(latest?.failureCode);
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    fileName: row.fileName,
    sizeBytes: Number(row.sizeBytes),
    racer: row.racer,
    discipline: row.discipline,
    place: row.place,
    takenAt: row.takenAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    state,
    percent: state === "running" ? (latest?.percent ?? null) : null,
    failureMessage: state === "failed" && code.success ? FAILURES[code.data].message : null,
    turnCount: turns.success ? turns.data.turnCount : null,
    durationS: row.durationS,
    hasPoster: row.analyses.some((analysis) => analysis.artifacts.includes("poster.jpg")),
  };
}

/** WHERE_STATE of the repo selects the same states in SQL. */
function libraryState(row: LibraryRow): LibraryState {
  if (row.state === "uploading") return "uploading";
  const latest = row.analyses[0];
  if (latest?.state === "queued") return "waiting";
  if (latest?.state === "running") return "running";
  return row.analyses.some((analysis) => analysis.state === "succeeded") ? "ready" : "failed";
}
