import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { metricLine } from "@/lib/telemetry/metrics";
import { METRIC_NAMESPACE, METRICS, type MetricName } from "@/lib/telemetry/names";
import { all, type SettingsContext, titled } from "../combinations";
import { readable } from "../roles";
import { type Synthesized, synthesized } from "../synthesized";

const root = join(import.meta.dirname, "../../..");

/** One metric of a widget. */
interface WidgetMetric {
  namespace: string;
  name: string;
  dimensions: Record<string, string>;
}

type MetricCell = string | { expression?: string };

/** Returns the metrics of a widget, including those of SEARCH expressions. */
function metricsOfWidget(metrics: MetricCell[][]): WidgetMetric[] {
  return metrics.flatMap((cells): WidgetMetric[] => {
    const [first] = cells;
    if (typeof first === "string") {
      const [namespace = "", name = "", ...rest] = cells.filter((cell) => typeof cell === "string");
      const dimensions: Record<string, string> = {};
      for (let i = 0; i < rest.length; i += 2) dimensions[rest[i] ?? ""] = rest[i + 1] ?? "";
      return [{ namespace, name, dimensions }];
    }
    const search = /^SEARCH\('\{(\w+),([\w,]+)\} MetricName="(\w+)" Stage="(\w+)"'/.exec(
      first?.expression ?? "",
    );
    if (!search) return [];
    const [, namespace = "", kinds = "", name = "", stage = ""] = search;
    const dimensions = Object.fromEntries(
      kinds.split(",").map((kind) => [kind, kind === "Stage" ? stage : "*"]),
    );
    return [{ namespace, name, dimensions }];
  });
}

/** Joins a template string, with unresolved references in angle brackets. */
function joined(value: unknown): string {
  const parts = (value as { "Fn::Join"?: [string, unknown[]] })["Fn::Join"]?.[1] ?? [value];
  return parts.map((part) => (typeof part === "string" ? part : readable(part))).join("");
}

interface DashboardBody {
  widgets: {
    properties: {
      title: string;
      metrics?: MetricCell[][];
      alarms?: string[];
      annotations?: { alarms?: string[] };
    };
  }[];
}

function bodyOf({ of }: Synthesized): DashboardBody {
  const [dashboard] = of("AWS::CloudWatch::Dashboard");
  return JSON.parse(joined(dashboard!.properties.DashboardBody));
}

/** Returns the graphs of the dashboard by title. */
const widgetsOf = (deployment: Synthesized): Map<string, WidgetMetric[]> =>
  new Map(
    bodyOf(deployment).widgets.flatMap(({ properties: { title, metrics } }) =>
      metrics ? [[title, metricsOfWidget(metrics)] as const] : [],
    ),
  );

/** Returns the dimension sets of a metric from an EMF line that the application writes. */
function publishedDimensions(name: MetricName): string[][] {
  const { _aws } = metricLine({ [name]: 1 }, {}, 0) as {
    _aws: { CloudWatchMetrics: { Namespace: string; Dimensions: string[][] }[] };
  };
  return _aws.CloudWatchMetrics.flatMap(({ Namespace, Dimensions }) => {
    expect(Namespace).toBe(METRIC_NAMESPACE);
    return Dimensions;
  });
}

/** Metrics and dimensions that AWS services publish, from their user guides. */
const AWS_METRICS: Record<string, { names: string[]; dimensions: string[][] }> = {
  "AWS/SQS": {
    names: [
      "ApproximateNumberOfMessagesVisible",
      "ApproximateNumberOfMessagesNotVisible",
      "ApproximateAgeOfOldestMessage",
    ],
    dimensions: [["QueueName"]],
  },
  "AWS/RDS": {
    names: ["ServerlessDatabaseCapacity", "ACUUtilization", "DatabaseConnections"],
    dimensions: [["DBClusterIdentifier"]],
  },
  "AWS/AmplifyHosting": { names: ["Requests", "5xxErrors", "Latency"], dimensions: [["App"]] },
  "AWS/ApplicationELB": {
    names: ["RequestCount", "HTTPCode_ELB_5XX_Count", "HTTPCode_Target_5XX_Count", "TargetResponseTime"],
    dimensions: [["LoadBalancer"]],
  },
};

const web = ({ hosting }: SettingsContext) =>
  hosting === "amplify"
    ? { requests: ["Requests", "5xxErrors"], latency: "Latency" }
    : {
        requests: ["RequestCount", "HTTPCode_ELB_5XX_Count", "HTTPCode_Target_5XX_Count"],
        latency: "TargetResponseTime",
      };

/** Title and metrics of the required widgets. */
const requiredWidgets = (context: SettingsContext): [string, string, string[]][] => [
  ["requests and errors", "Requests and errors", web(context).requests],
  ["latency", "Latency (p95)", [web(context).latency]],
  ["latency inside the application", "Latency inside the application (ms)", ["RequestMs"]],
  [
    "queue age and depth",
    "Queue: depth and age",
    [
      "ApproximateNumberOfMessagesVisible",
      "ApproximateNumberOfMessagesNotVisible",
      "ApproximateAgeOfOldestMessage",
    ],
  ],
  ["analysis time", "Duration of an analysis (ms)", ["AnalysisMs", "AnalysisWaitedMs"]],
  [
    "failures by reason",
    "Analyses: succeeded, and failed by reason",
    ["AnalysisSucceeded", "AnalysisFailed"],
  ],
  ["tokens", "Coaching: tokens", ["CoachingTokensIn", "CoachingTokensOut"]],
  [
    "cost of the coach",
    "Coaching: cost, and fallbacks to the rules engine",
    ["CoachingMicroUsd", "CoachingFallback"],
  ],
  ["database capacity", "Database: capacity (ACU)", ["ServerlessDatabaseCapacity", "ACUUtilization"]],
];

/** The files that publish application metrics. */
const PUBLISHERS = [
  "lib/telemetry/metrics.ts",
  "workers/reconcile/reconcile.ts",
  "lib/coaching/bedrock/usage.ts",
  "lib/coaching/open-engine.ts",
  "workers/analyze/analyze-one.ts",
].map((file) => readFileSync(join(root, file), "utf8"));

export const dashboard = () => {
  describe.each(titled(all))("dashboard: %s", (_, context) => {
    const deployment = synthesized(context);
    const widgets = widgetsOf(deployment);

    test.each(requiredWidgets(context))("shows %s", (_what, title, names) => {
      const drawn = new Set(widgets.get(title)?.map(({ name }) => name));
      for (const name of names) expect([...drawn], title).toContain(name);
    });

    test("failures have one series per reason", () => {
      const failed = widgets
        .get("Analyses: succeeded, and failed by reason")
        ?.find(({ name }) => name === "AnalysisFailed");
      expect(failed?.dimensions).toEqual({ Stage: context.stage, Reason: "*" });
    });

    test("the queue of long clips has a widget with worker=both only", () => {
      const drawn = widgets.get("Queue of long clips: depth and age");
      expect(drawn?.map(({ dimensions }) => dimensions.QueueName)).toEqual(
        context.worker === "both" ? Array(3).fill(`ski-racer-${context.stage}-long-analysis`) : undefined,
      );
    });

    test("every alarm has a graph and is in the status widget", () => {
      const ids = deployment
        .of("AWS::CloudWatch::Alarm")
        .filter(({ stack }) => stack.endsWith("-Operations"));
      const alarmWidgets = bodyOf(deployment).widgets.map(({ properties }) => properties);
      const [status] = alarmWidgets.flatMap(({ alarms }) => (alarms ? [alarms] : []));
      const graphs = alarmWidgets.flatMap(({ annotations }) => annotations?.alarms ?? []);
      expect(ids.length).toBeGreaterThanOrEqual(8);
      expect(status).toHaveLength(ids.length);
      expect([...graphs].sort()).toEqual([...status!].sort());
    });

    test("every application metric has published dimensions and the stage", () => {
      const own = [...widgets.values()].flat().filter(({ namespace }) => namespace === METRIC_NAMESPACE);
      expect(own.length).toBeGreaterThan(10);
      for (const { name, dimensions } of own) {
        expect(Object.keys(METRICS)).toContain(name);
        expect(publishedDimensions(name as MetricName), name).toContainEqual(Object.keys(dimensions));
        expect(dimensions.Stage).toBe(context.stage);
      }
    });

    test("every AWS metric exists and refers to a resource of the stacks", () => {
      const ofAws = [...widgets.values()].flat().filter(({ namespace }) => namespace !== METRIC_NAMESPACE);
      const queues = deployment.of("AWS::SQS::Queue").map(({ properties }) => properties.QueueName);
      const clusters = deployment
        .of("AWS::RDS::DBCluster")
        .map(({ properties }) => properties.DBClusterIdentifier);
      const oneOf = (names: string[]) => new RegExp(`^(${names.join("|")})$`);
      const references = {
        QueueName: oneOf(queues),
        DBClusterIdentifier: oneOf(clusters),
        LoadBalancer: /^<Web WebLoadBalancer\.LoadBalancerFullName>$/,
        App: /^<AmplifyApp WebApp\.AppId>$/,
      };
      for (const { namespace, name, dimensions } of ofAws) {
        expect(AWS_METRICS[namespace]?.names, namespace).toContain(name);
        expect(AWS_METRICS[namespace]?.dimensions, name).toContainEqual(Object.keys(dimensions));
        for (const [dimension, pattern] of Object.entries(references)) {
          if (dimensions[dimension]) expect(dimensions[dimension]).toMatch(pattern);
        }
      }
    });
  });

  test.each(Object.keys(METRICS))("%s is published", (name) => {
    const publishers = PUBLISHERS.filter((text) => new RegExp(`\\b${name}: |count\\("${name}"`).test(text));
    expect(publishers.length).toBeGreaterThan(0);
  });
};
