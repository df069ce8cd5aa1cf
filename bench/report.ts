/** A result and a baseline that was measured in the same run. */
export interface BenchRow {
  name: string;
  measured: string;
  /** Result over baseline; empty without a baseline. */
  ratio: string;
  baseline: string;
  target: string;
}

export const ratio = (measured: number, baseline: number): string => (measured / baseline).toFixed(2);

/** Minimum column widths, so that tables printed one after another align. */
const WIDTHS = [34, 9, 5, 28, 8];

/** Returns the rows as aligned text columns. */
export function table(rows: BenchRow[]): string {
  const head: BenchRow = {
    name: "name",
    measured: "measured",
    ratio: "ratio",
    baseline: "baseline",
    target: "target",
  };
  const columns = Object.keys(head) as (keyof BenchRow)[];
  const widths = columns.map((column, i) => Math.max(WIDTHS[i]!, ...rows.map((row) => row[column].length)));
  return [head, ...rows]
    .map((row) =>
      columns
        .map((column, i) => row[column].padEnd(widths[i]!))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
