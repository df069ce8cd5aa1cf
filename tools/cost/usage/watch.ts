import { METRICS } from "@/lib/telemetry/names";
import { figure } from "../measured";
import { countsOf } from "./counts";
import { storageCalls } from "./keep";
import { type Deployment, GB, type Usage, use } from "./types";

/** Of what is told apart by its reason. */
const METRIC_REASONS = 5;

/** What watches over it all. */
export function operations(deployment: Deployment): Usage[] {
  const { runsPerMonth, requestsPerMonth } = deployment;
  const { alarmMetrics, clusters, secrets } = countsOf(deployment);
  const insights = clusters * figure("insightsPerCluster");
  const series = Object.values(METRICS).reduce(
    (sum, { by }) => sum + (by.length > 0 ? METRIC_REASONS : 1),
    0,
  );
  const logsGb =
    (requestsPerMonth * figure("logBytesPerRequest") + runsPerMonth * figure("logBytesPerAnalysis")) / GB;
  return [
    use("cloudwatch", "logsIn", "logs", logsGb),
    use("cloudwatch", "logsStored", "logs of three months, packed", logsGb * 3 * 0.15),
    use(
      "cloudwatch",
      "metric",
      insights > 0 ? "the application's own, and Container Insights" : "the application's own metrics",
      series + insights,
    ),
    use("cloudwatch", "alarm", "metrics that alarms look at", alarmMetrics),
    use("cloudwatch", "dashboard", "dashboard", 1),
    use("xray", "trace", "one trace a run", runsPerMonth),
    use("secretsManager", "secret", "secrets", secrets),
    use("secretsManager", "secretCall", "reads, kept in memory", 3_000),
    use("kms", "kmsKey", "no key of our own; AWS keeps the others", 0),
    use("cloudTrail", "trailEvent", "the record of changes", 100_000),
    use("cloudTrail", "trailDataEvent", "who touched which video", storageCalls(deployment)),
    use("sns", "topicMail", "alarm mails", 20),
    use("budgets", "budget", "the budget", 1),
  ];
}
