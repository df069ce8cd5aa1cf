/** One line of the table: what was measured, and how it stands against a baseline taken in the same run. */
export interface Row {
  what: string;
  measured: string;
  /** Measured over baseline; empty where there is none. */
  ratio: string;
  against: string;
  aim: string;
}

export const ratio = (measured: number, baseline: number): string => (measured / baseline).toFixed(2);

/** Wide enough for what is measured, so that tables printed one after another stand below each other. */
const WIDTHS = [34, 9, 5, 28, 8];

/** The rows as aligned text columns. */
export function table(rows: Row[]): string {
  const head: Row = { what: "what", measured: "measured", ratio: "ratio", against: "against", aim: "aim" };
  const columns = Object.keys(head) as (keyof Row)[];
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

/** The middle of several measurements: machines are noisy. */
export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
