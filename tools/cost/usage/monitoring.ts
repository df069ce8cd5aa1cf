import { METRICS } from "@/lib/telemetry/names";
import type { ResourceCounts } from "../count-resources";
import { figure } from "../figures";
import { s3DataEvents } from "./data";
import { type Deployment, GB, type UsageLine, usage } from "./types";

/** CloudWatch bills each combination of dimension values as a metric; this many reasons occur. */
const REASONS_PER_METRIC = 5;

/** Logs, metrics, alarms, traces, secrets and the audit trail. */
export function monitoring(deployment: Deployment, counts: ResourceCounts): UsageLine[] {
  const { runsPerMonth, requestsPerMonth } = deployment;
  const insights = counts.insightsClusters * figure("insightsPerCluster");
  const ownMetrics = Object.values(METRICS).reduce(
    (sum, { by }) => sum + (by.length > 0 ? REASONS_PER_METRIC : 1),
    0,
  );
  const logsGb =
    (requestsPerMonth * figure("logBytesPerRequest") + runsPerMonth * figure("logBytesPerAnalysis")) / GB;
  return [
    usage("cloudwatch", "logsIn", "logs", logsGb),
    usage("cloudwatch", "logsStored", "compressed logs of three months", logsGb * 3 * 0.15),
    usage(
      "cloudwatch",
      "metric",
      insights > 0 ? "application metrics, and Container Insights" : "application metrics",
      ownMetrics + insights,
    ),
    usage("cloudwatch", "alarm", "metrics evaluated by alarms", counts.alarmMetrics),
    usage("cloudwatch", "dashboard", "dashboard", counts.dashboards),
    usage("xray", "trace", "one trace per run", runsPerMonth),
    usage("secretsManager", "secret", "secrets", counts.secrets),
    usage("secretsManager", "secretCall", "reads, cached in memory", 3_000),
    usage("kms", "kmsKey", "AWS-managed keys only", counts.kmsKeys),
    usage("cloudTrail", "trailEvent", "management events", 100_000),
    usage("cloudTrail", "trailDataEvent", "S3 data events", s3DataEvents(deployment)),
    usage("sns", "topicMail", "alarm emails", 20),
    usage("budgets", "budget", "monthly budget", counts.budgets),
  ];
}
