import type { SynthesizedResource } from "./synthesized";

/** Values by metric id, one per period, oldest first; undefined is missing data. */
export type MetricSeries = Record<string, (number | undefined)[]>;

interface MetricQuery {
  Id: string;
  Expression?: string;
  MetricStat?: { Metric: { MetricName: string; Dimensions?: { Name: string; Value: unknown }[] } };
  ReturnData?: boolean;
}

/** The CloudWatch metric math functions that the alarms use; NaN is missing data. */
const FUNCTIONS = {
  IF: (condition: unknown, yes: unknown, no: unknown) => (condition ? yes : no),
  FILL: (value: number, instead: number) => (Number.isNaN(value) ? instead : value),
};

/** Evaluates an expression as JavaScript, which is safe because it comes from our own template. */
function evaluate(expression: string, values: Record<string, number>): number {
  const body = expression.replaceAll(/\bAND\b/g, "&&").replaceAll(/\bOR\b/g, "||");
  const names = [...Object.keys(FUNCTIONS), ...Object.keys(values)];
  const result = new Function(...names, `return ${body};`)(
    ...Object.values(FUNCTIONS),
    ...Object.values(values),
  );
  return Number(result);
}

/**
 * Returns whether an alarm on a metric math expression is in ALARM state after these periods. Metrics without
 * a series have no data. @throws Error when a series has no metric in the alarm
 */
export function isInAlarm({ properties }: SynthesizedResource, series: MetricSeries): boolean {
  const queries = properties.Metrics as MetricQuery[];
  const unknown = Object.keys(series).filter((id) => !queries.some(({ Id }) => Id === id));
  if (unknown.length > 0) throw new Error(`the alarm has no metric ${unknown.join(", ")}`);
  const last = queries.find(({ ReturnData }) => ReturnData !== false)!;
  const periods = properties.EvaluationPeriods as number;
  const first = Math.max(...Object.values(series).map((values) => values.length), 0) - periods;
  const at = (id: string, period: number): number => {
    const query = queries.find(({ Id }) => Id === id)!;
    if (!query.Expression) return series[id]?.[period] ?? Number.NaN;
    const others = queries.filter(({ Id }) => new RegExp(`\\b${Id}\\b`).test(query.Expression!));
    const values = Object.fromEntries(others.map(({ Id }) => [Id, at(Id, period)]));
    return evaluate(query.Expression, values);
  };
  const breaching = Array.from({ length: periods }, (_, i) => {
    const value = at(last.Id, first + i);
    if (Number.isNaN(value)) return properties.TreatMissingData === "breaching";
    return properties.ComparisonOperator === "LessThanThreshold"
      ? value < properties.Threshold
      : value >= properties.Threshold;
  });
  return breaching.filter(Boolean).length >= (properties.DatapointsToAlarm ?? periods);
}
