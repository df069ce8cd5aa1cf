import { figure } from "./measured";
import { modelPrice, PRICES, type Price } from "./prices";
import { SERVICES, type Service } from "./services";
import { type Deployment, usageOf } from "./usage";

/** One row of the bill, in US dollars a month. */
export interface Line {
  service: Service;
  what: string;
  quantity: number;
  price: Price;
  usd: number;
}

/** What a quantity costs, after what is free each month. */
export const costOf = (quantity: number, price: Price): number =>
  Math.max(0, quantity - (price.freePerMonth ?? 0)) * price.usd;

/** The bill of one month, row by row, in the order of the services. @throws as usageOf and modelPrice do */
export function billOf(deployment: Deployment): Line[] {
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

function coaching({ model, runsPerMonth }: Deployment): Line[] {
  if (!model) return [];
  const price = modelPrice(model);
  return [
    { name: "in" as const, tokens: figure("tokensIn") },
    { name: "out" as const, tokens: figure("tokensOut") },
  ].map(({ name, tokens }) => {
    const quantity = (runsPerMonth * tokens) / 1e6;
    const what = name === "in" ? "stills and numbers" : "feedback";
    return { service: "bedrock", what, quantity, price: price[name], usd: costOf(quantity, price[name]) };
  });
}

/** The bill summed by service: every service is named, also what costs nothing or is not used. */
export function totalsOf(lines: Line[]): Record<Service, number> {
  const totals = Object.fromEntries(Object.keys(SERVICES).map((name) => [name, 0])) as Record<
    Service,
    number
  >;
  for (const { service, usd } of lines) totals[service] += usd;
  return totals;
}

export const sum = (totals: Record<Service, number>): number =>
  Object.values(totals).reduce((all, usd) => all + usd, 0);
