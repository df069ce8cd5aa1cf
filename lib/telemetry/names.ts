/**
 * Every number the application reports about itself, with its unit and what it is told apart by besides the stage. The
 * dashboard and the alarms are made from this table, so that none of them watches a name nobody writes.
 */
export const METRIC_NAMESPACE = "SkiRacer";

export const METRICS = {
  Requests: { unit: "Count", by: [] },
  RequestErrors: { unit: "Count", by: [] },
  RequestMs: { unit: "Milliseconds", by: [] },
  AnalysisSucceeded: { unit: "Count", by: [] },
  AnalysisFailed: { unit: "Count", by: ["Reason"] },
  AnalysisMs: { unit: "Milliseconds", by: [] },
  /** From the request for an analysis to its end. */
  AnalysisWaitedMs: { unit: "Milliseconds", by: [] },
  /** Told by every sweep: analyses that wait or run, and for how long the oldest has. */
  AnalysesOpen: { unit: "Count", by: [] },
  AnalysesOldestS: { unit: "Seconds", by: [] },
  CoachTokensIn: { unit: "Count", by: [] },
  CoachTokensOut: { unit: "Count", by: [] },
  CoachMicroUsd: { unit: "Count", by: [] },
  CoachMs: { unit: "Milliseconds", by: [] },
  /** The rules wrote what Bedrock should have. */
  CoachFallback: { unit: "Count", by: ["Reason"] },
  /** Sentences taken out because they said what was not measured. */
  CoachUngrounded: { unit: "Count", by: [] },
} as const satisfies Record<string, { unit: "Count" | "Milliseconds" | "Seconds"; by: readonly string[] }>;
export type MetricName = keyof typeof METRICS;
