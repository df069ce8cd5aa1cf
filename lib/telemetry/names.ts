export const METRIC_NAMESPACE = "SkiRacer";

/** Every metric, with its unit and its dimensions besides the stage. Dashboard and alarms use this table. */
export const METRICS = {
  Requests: { unit: "Count", by: [] },
  RequestErrors: { unit: "Count", by: [] },
  RequestMs: { unit: "Milliseconds", by: [] },
  AnalysisSucceeded: { unit: "Count", by: [] },
  AnalysisFailed: { unit: "Count", by: ["Reason"] },
  AnalysisMs: { unit: "Milliseconds", by: [] },
  /** From the request to the end of an analysis. */
  AnalysisWaitedMs: { unit: "Milliseconds", by: [] },
  /** Queued and running analyses, at each sweep. */
  AnalysesOpen: { unit: "Count", by: [] },
  AnalysesOldestS: { unit: "Seconds", by: [] },
  CoachTokensIn: { unit: "Count", by: [] },
  CoachTokensOut: { unit: "Count", by: [] },
  CoachMicroUsd: { unit: "Count", by: [] },
  CoachMs: { unit: "Milliseconds", by: [] },
  /** Feedback by the rules engine instead of Bedrock. */
  CoachFallback: { unit: "Count", by: ["Reason"] },
  /** Sentences removed because they stated something that was not measured. */
  CoachUngrounded: { unit: "Count", by: [] },
} as const satisfies Record<string, { unit: "Count" | "Milliseconds" | "Seconds"; by: readonly string[] }>;
export type MetricName = keyof typeof METRICS;
