import { expect, test } from "vitest";
import { metricLine } from "./metrics";
import { METRIC_NAMESPACE, METRICS, type MetricName } from "./names";

test("every metric has an EMF document with its value at the root, its unit, and a value for each dimension", () => {
  for (const name of Object.keys(METRICS) as MetricName[]) {
    const line = metricLine({ [name]: 3 }, {}, 1_700_000_000_000);
    const [directive] = (line._aws as { CloudWatchMetrics: Record<string, unknown>[] }).CloudWatchMetrics;
    expect(directive).toMatchObject({
      Namespace: METRIC_NAMESPACE,
      Metrics: [{ Name: name, Unit: METRICS[name].unit }],
    });
    expect(line[name]).toBe(3);
    for (const dimension of (directive?.Dimensions as string[][] | undefined)?.flat() ?? [undefined])
      expect(typeof line[dimension ?? ""]).toBe("string");
  }
});

test("a metric with a dimension is also summed by stage, and values that are no dimension are left out", () => {
  const line = metricLine({ AnalysisFailed: 1 }, { Reason: "nobody", Email: "a@example.org" }, 0);
  expect(line).toMatchObject({ Stage: "local", Reason: "nobody", AnalysisFailed: 1 });
  expect(line._aws).toMatchObject({
    CloudWatchMetrics: [{ Dimensions: [["Stage"], ["Stage", "Reason"]] }],
  });
  expect(JSON.stringify(line)).not.toContain("example.org");
});
