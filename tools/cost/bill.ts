import { figure } from "./figures";
import { modelPrice, PRICES, type Price } from "./prices";
import { SERVICES, type Service } from "./services";
import { usageOf } from "./usage";
import type { Deployment } from "./usage/types";

/** One row of the bill, in US dollars a month. */
export interface BillLine {
  service: Service;
  what: string;
  quantity: number;
  price: Price;
  usd: number;
}

/** Returns what a quantity costs after the monthly free tier. */
export const costOf = (quantity: number, price: Price): number =>
  Math.max(0, quantity - (price.freePerMonth ?? 0)) * price.usd;

/** Returns the bill of one month in the order of the services. @throws as usageOf and modelPrice do */
export function billOf(deployment: Deployment): BillLine[] {
  const lines = usageOf(deployment).map(({ service, what, quantity, price }) => ({
    service,
    what,
    quantity,
    price: PRICES[price],
    usd: costOf(quantity, PRICES[price]),
  }));
  const order = Object.keys(SERVICES);
  return [...lines, ...coaching(deployment)].sort(
    (a, b) => order.indexOf(a.service) - order.indexOf(b.service),
  );
}

function coaching({ model, runsPerMonth }: Deployment): BillLine[] {
  if (!model) return [];
  const price = modelPrice(model);
  return [
    { direction: "in" as const, what: "prompt: stills and measures", tokens: figure("tokensIn") },
    { direction: "out" as const, what: "feedback", tokens: figure("tokensOut") },
  ].map(({ direction, what, tokens }) => {
    const quantity = (runsPerMonth * tokens) / 1e6;
    return {
      service: "bedrock",
      what,
      quantity,
      price: price[direction],
      usd: costOf(quantity, price[direction]),
    };
  });
}

/** Sums a bill by service, in US dollars; services without a line are 0. */
export function totalsOf(lines: BillLine[]): Record<Service, number> {
  const totals = Object.fromEntries(Object.keys(SERVICES).map((name) => [name, 0])) as Record<
    Service,
    number
  >;
  for (const { service, usd } of lines) totals[service] += usd;
  return totals;
}

export const sumUsd = (totals: Record<Service, number>): number =>
  Object.values(totals).reduce((sum, usd) => sum + usd, 0);
