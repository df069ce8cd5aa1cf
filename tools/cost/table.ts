import { billOf, sumUsd, totalsOf } from "./bill";
import { SERVICES, type Service } from "./services";
import type { Deployment } from "./usage/types";

/** The two levels of traffic that every table shows, in requests a month. */
export const TRAFFIC = [10_000, 1_000_000] as const;

export type Club = Omit<Deployment, "requestsPerMonth">;

/** A club's bill by service, one column for each level of traffic. */
export interface Comparison {
  rows: { service: Service; label: string; usd: number[]; what: string }[];
  totals: number[];
}

/** Returns the bills of one club at both levels of traffic. @throws as billOf does */
export function compareTraffic(club: Club): Comparison {
  const bills = TRAFFIC.map((requestsPerMonth) => billOf({ ...club, requestsPerMonth }));
  const totals = bills.map(totalsOf);
  const rows = (Object.keys(SERVICES) as Service[]).map((service) => ({
    service,
    label: SERVICES[service],
    usd: totals.map((each) => each[service]),
    what: (bills[0] ?? [])
      .filter((line) => line.service === service)
      .map((line) => line.what)
      .join("; "),
  }));
  return { rows, totals: totals.map(sumUsd) };
}

/** Formats US dollars: cents below 100, and a dash for zero. */
export const dollars = (usd: number): string =>
  usd === 0 ? "-" : usd < 0.005 ? "< 0.01" : usd.toFixed(usd < 100 ? 2 : 0);

const heading = (requests: number) => `${requests.toLocaleString("en-US")} req`;

/** Formats the comparison as columns for a terminal. */
export function textTable({ rows, totals }: Comparison): string {
  const lines = [
    ["US dollars a month", ...TRAFFIC.map(heading), "for"],
    ...rows.map(({ label, usd, what }) => [label, ...usd.map(dollars), what || "not used"]),
    ["total", ...totals.map(dollars), ""],
  ];
  return lines
    .map(([label = "", low = "", high = "", what = ""]) =>
      `${label.padEnd(26)}${low.padStart(12)}${high.padStart(16)}  ${what}`.trimEnd(),
    )
    .join("\n");
}
