import { permit } from "../shared/permission";
import type { Workload } from "../shared/workload";

/** Names the workload in logs, metrics and traces. Metrics are log lines (EMF) and need no permission. */
export function bindTelemetry(
  workload: Workload,
  { stage, service }: { stage: string; service: string },
): void {
  workload.set({
    SERVICE_NAME: service,
    STAGE: stage,
    METRICS: "emf",
    TRACES: "xray",
  });
  permit(workload.role, "Trace", {
    actions: ["xray:PutTraceSegments"],
    resources: ["*"],
    reason: "X-Ray actions do not support resource-level permissions.",
  });
}
