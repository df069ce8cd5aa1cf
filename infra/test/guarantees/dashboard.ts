import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { metricLine } from "@/lib/telemetry/metrics";
import { METRIC_NAMESPACE, METRICS, type MetricName } from "@/lib/telemetry/names";
import { all, type Context, titled } from "../combinations";
import { readable } from "../roles";
import { type Synthesized, synthesized } from "../synthesized";

const root = join(import.meta.dirname, "../../..");

/** What one line of a widget draws. */
interface Drawn {
  namespace: string;
  name: string;
  dimensions: Record<string, string>;
}

type Cell = string | { expression?: string };

/** Each metric of a widget, also those that an expression searches for by what they are told apart by. */
function drawnBy(metrics: Cell[][]): Drawn[] {
  return metrics.flatMap((cells): Drawn[] => {
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

/** A text of a template in one piece, with what is only known once deployed in angle brackets. */
function inOnePiece(value: unknown): string {
  const parts = (value as { "Fn::Join"?: [string, unknown[]] })["Fn::Join"]?.[1] ?? [value];
  return parts.map((part) => (typeof part === "string" ? part : readable(part))).join("");
}

/** The widgets of the overview, by their title. */
function widgetsOf({ of }: Synthesized): Map<string, Drawn[]> {
  const [dashboard] = of("AWS::CloudWatch::Dashboard");
  const body = JSON.parse(inOnePiece(dashboard!.properties.DashboardBody)) as {
    widgets: { properties: { title: string; metrics?: Cell[][] } }[];
  };
  return new Map(
    body.widgets.flatMap(({ properties: { title, metrics } }) =>
      metrics ? [[title, drawnBy(metrics)] as const] : [],
    ),
  );
}

/** The lists of dimensions under which CloudWatch files a metric, out of the very line that the application writes. */
function filedUnder(name: MetricName): string[][] {
  const { _aws } = metricLine({ [name]: 1 }, {}, 0) as {
    _aws: { CloudWatchMetrics: { Namespace: string; Dimensions: string[][] }[] };
  };
  return _aws.CloudWatchMetrics.flatMap(({ Namespace, Dimensions }) => {
    expect(Namespace).toBe(METRIC_NAMESPACE);
    return Dimensions;
  });
}

/** What AWS counts of its own accord and how it files it, from its user guides. */
const BY_AWS: Record<string, { names: string[]; dimensions: string[][] }> = {
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

const web = ({ hosting }: Context) =>
  hosting === "amplify"
    ? { requests: ["Requests", "5xxErrors"], latency: "Latency" }
    : {
        requests: ["RequestCount", "HTTPCode_ELB_5XX_Count", "HTTPCode_Target_5XX_Count"],
        latency: "TargetResponseTime",
      };

/** What a person must see, and by which numbers. */
const wanted = (context: Context): [string, string, string[]][] => [
  ["requests and errors", "Requests and errors", web(context).requests],
  ["latency", "Latency: 95 % are answered in less", [web(context).latency]],
  ["latency within", "Latency inside the application (ms)", ["RequestMs"]],
  [
    "queue age and depth",
    "Queue: depth and age",
    [
      "ApproximateNumberOfMessagesVisible",
      "ApproximateNumberOfMessagesNotVisible",
      "ApproximateAgeOfOldestMessage",
    ],
  ],
  ["analysis time", "Time of an analysis (ms)", ["AnalysisMs", "AnalysisWaitedMs"]],
  ["failures by reason", "Analyses: succeeded, failed by reason", ["AnalysisSucceeded", "AnalysisFailed"]],
  ["tokens", "Coach: tokens", ["CoachTokensIn", "CoachTokensOut"]],
  ["money", "Coach: money, and when the rules took over", ["CoachMicroUsd", "CoachFallback"]],
  ["database capacity", "Database: capacity (ACU)", ["ServerlessDatabaseCapacity", "ACUUtilization"]],
];

/** Where the application's numbers are written. */
const WRITERS = [
  "lib/api/route.ts",
  "workers/reconcile/reconcile.ts",
  "lib/coaching/bedrock/usage.ts",
  "lib/coaching/open-engine.ts",
  "workers/analyze/analyze-one.ts",
].map((file) => readFileSync(join(root, file), "utf8"));

export const dashboard = () => {
  describe.each(titled(all))("overview: %s", (_, context) => {
    const deployment = synthesized(context);
    const widgets = widgetsOf(deployment);

    test.each(wanted(context))("shows %s", (_what, title, names) => {
      const drawn = new Set(widgets.get(title)?.map(({ name }) => name));
      for (const name of names) expect([...drawn], title).toContain(name);
    });

    test("failures are told apart by their reason", () => {
      const failed = widgets
        .get("Analyses: succeeded, failed by reason")
        ?.find(({ name }) => name === "AnalysisFailed");
      expect(failed?.dimensions).toEqual({ Stage: context.stage, Reason: "*" });
    });

    test("the queue of long clips is there where there is one", () => {
      const drawn = widgets.get("Queue of long clips: depth and age");
      expect(drawn?.map(({ dimensions }) => dimensions.QueueName)).toEqual(
        context.worker === "both" ? Array(3).fill(`ski-racer-${context.stage}-long-analysis`) : undefined,
      );
    });

    test("every number of ours is filed as the application files it, under this stage", () => {
      const own = [...widgets.values()].flat().filter(({ namespace }) => namespace === METRIC_NAMESPACE);
      expect(own.length).toBeGreaterThan(10);
      for (const { name, dimensions } of own) {
        expect(Object.keys(METRICS)).toContain(name);
        expect(filedUnder(name as MetricName), name).toContainEqual(Object.keys(dimensions));
        expect(dimensions.Stage).toBe(context.stage);
      }
    });

    test("every number of AWS's is one that AWS counts, of things that are in the stacks", () => {
      const foreign = [...widgets.values()].flat().filter(({ namespace }) => namespace !== METRIC_NAMESPACE);
      const queues = deployment.of("AWS::SQS::Queue").map(({ properties }) => properties.QueueName);
      const clusters = deployment
        .of("AWS::RDS::DBCluster")
        .map(({ properties }) => properties.DBClusterIdentifier);
      for (const { namespace, name, dimensions } of foreign) {
        expect(BY_AWS[namespace]?.names, namespace).toContain(name);
        expect(BY_AWS[namespace]?.dimensions, name).toContainEqual(Object.keys(dimensions));
        if (dimensions.QueueName) expect(queues).toContain(dimensions.QueueName);
        if (dimensions.DBClusterIdentifier) expect(clusters).toContain(dimensions.DBClusterIdentifier);
        if (dimensions.LoadBalancer)
          expect(dimensions.LoadBalancer).toMatch(/^<Web WebBalancer\.LoadBalancerFullName>$/);
        if (dimensions.App) expect(dimensions.App).toMatch(/^<Address WebApp\.AppId>$/);
      }
    });
  });

  test.each(Object.keys(METRICS))("somebody writes %s", (name) => {
    const writers = WRITERS.filter((text) => new RegExp(`\\b${name}: |count\\("${name}"`).test(text));
    expect(writers.length).toBeGreaterThan(0);
  });
};
