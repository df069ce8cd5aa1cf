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
  CoachingTokensIn: { unit: "Count", by: [] },
  CoachingTokensOut: { unit: "Count", by: [] },
  CoachingMicroUsd: { unit: "Count", by: [] },
  CoachingMs: { unit: "Milliseconds", by: [] },
  /** Feedback by the rules engine instead of Bedrock. */
  CoachingFallback: { unit: "Count", by: ["Reason"] },
  /** Sentences removed because they stated something that was not measured. */
  CoachingUngrounded: { unit: "Count", by: [] },
} as const satisfies Record<string, { unit: "Count" | "Milliseconds" | "Seconds"; by: readonly string[] }>;
export type MetricName = keyof typeof METRICS;
