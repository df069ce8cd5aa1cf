import type { Resource } from "./synthesized";

/** What a metric measured in each period, the oldest first; undefined where nothing was measured. */
export type Series = Record<string, (number | undefined)[]>;

interface Query {
  Id: string;
  Expression?: string;
  MetricStat?: { Metric: { MetricName: string; Dimensions?: { Name: string; Value: unknown }[] } };
  ReturnData?: boolean;
}

/** The part of CloudWatch's metric math that the alarms use: what is not a number makes all of it missing. */
const FUNCTIONS = {
  IF: (condition: unknown, yes: unknown, no: unknown) => (condition ? yes : no),
  FILL: (value: number, instead: number) => (Number.isNaN(value) ? instead : value),
};

/** A period's value of an expression. It is ours, out of a template, so running it as JavaScript is safe. */
function computed(expression: string, values: Record<string, number>): number {
  const body = expression.replaceAll(/\bAND\b/g, "&&").replaceAll(/\bOR\b/g, "||");
  const names = [...Object.keys(FUNCTIONS), ...Object.keys(values)];
  const result = new Function(...names, `return ${body};`)(
    ...Object.values(FUNCTIONS),
    ...Object.values(values),
  );
  return Number(result);
}

/**
 * Whether an alarm made of an expression rings after these periods. Series are called as the expression calls its metrics;
 * what is left out was never measured. @throws when an expression names a metric that the alarm does not have
 */
export function rings({ properties }: Resource, series: Series): boolean {
  const queries = properties.Metrics as Query[];
  const unknown = Object.keys(series).filter((id) => !queries.some(({ Id }) => Id === id));
  if (unknown.length > 0) throw new Error(`the alarm has no ${unknown.join(", ")}`);
  const last = queries.find(({ ReturnData }) => ReturnData !== false)!;
  const periods = properties.EvaluationPeriods as number;
  const from = Math.max(...Object.values(series).map((values) => values.length), 0) - periods;
  const at = (id: string, period: number): number => {
    const query = queries.find(({ Id }) => Id === id)!;
    if (!query.Expression) return series[id]?.[period] ?? Number.NaN;
    const others = queries.filter(({ Id }) => new RegExp(`\\b${Id}\\b`).test(query.Expression!));
    const values = Object.fromEntries(others.map(({ Id }) => [Id, at(Id, period)]));
    return computed(query.Expression, values);
  };
  const breaching = Array.from({ length: periods }, (_, i) => {
    const value = at(last.Id, from + i);
    if (Number.isNaN(value)) return properties.TreatMissingData === "breaching";
    return properties.ComparisonOperator === "LessThanThreshold"
      ? value < properties.Threshold
      : value >= properties.Threshold;
  });
  return breaching.filter(Boolean).length >= (properties.DatapointsToAlarm ?? periods);
}
