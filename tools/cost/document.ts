import { CLUBS, clubOf, RUNS_PER_ATHLETE, SEASON } from "./clubs";
import { FIGURES } from "./figures";
import { MODELS, PRICES, type Price } from "./prices";
import { SERVICES, type Service } from "./services";
import { type Club, compareTraffic, dollars, TRAFFIC } from "./table";

const row = (cells: string[]) => `| ${cells.join(" | ")} |`;
const table = (head: string[], rows: string[][]) =>
  [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");

function clubsTable(): string {
  const columns = Object.values(CLUBS).map((athletes) => compareTraffic(clubOf(athletes)));
  const head = Object.entries(CLUBS).flatMap(([name, athletes]) =>
    TRAFFIC.map((requests) => `${name}: ${athletes} athletes, ${requests.toLocaleString("en-US")} requests`),
  );
  const services = (Object.keys(SERVICES) as Service[]).map((service) => [
    SERVICES[service],
    ...columns.flatMap(({ rows }) => (rows.find((each) => each.service === service)?.usd ?? []).map(dollars)),
  ]);
  const total = ["**total**", ...columns.flatMap(({ totals }) => totals.map((usd) => `**${dollars(usd)}**`))];
  return table(["US dollars a month", ...head], [...services, total]);
}

/** The totals by size of club, for the deployment guide. */
function totalsTable(): string {
  const rows = Object.entries(CLUBS).map(([name, athletes]) => {
    const { runsPerMonth } = clubOf(athletes);
    const totals = compareTraffic(clubOf(athletes)).totals.map(dollars);
    return [`${name}: ${athletes} athletes, ${runsPerMonth.toLocaleString("en-US")} runs`, ...totals];
  });
  const head = TRAFFIC.map((requests) => `${requests.toLocaleString("en-US")} requests`);
  return table(["US dollars a month", ...head], rows);
}

function waysTable(): string {
  const club = clubOf(CLUBS.medium);
  const ways: [string, Partial<Club>][] = [
    ["Amplify, `access=gateway` (the default)", {}],
    ["the same with the rules engine", { model: null }],
    ["container, `access=gateway`", { hosting: "container" }],
    ["container, `access=vpc`", { hosting: "container", access: "vpc" }],
    ["stage `dev`, Amplify, `access=gateway`", { production: false }],
    ["stage `dev`, container, `access=vpc`", { production: false, hosting: "container", access: "vpc" }],
  ];
  const rows = ways.map(([name, changed]) => [
    name,
    ...compareTraffic({ ...club, ...changed }).totals.map(dollars),
  ]);
  return table(["medium club", ...TRAFFIC.map((each) => `${each.toLocaleString("en-US")} requests`)], rows);
}

const plain = (value: number) => (value < 0.001 ? value.toPrecision(3) : String(value));

const priceRow = (name: string, price: Price) => [
  name,
  `${plain(price.usd)} per ${price.per}`,
  price.freePerMonth ? price.freePerMonth.toLocaleString("en-US") : "",
  `${price.certainty} ${price.on}`,
  price.source,
];

const [FROM, TO] = ["<!-- costs: written by npm run cost -- --write-docs -->", "<!-- end of costs -->"];

/** Returns the deployment guide with a current table. @throws Error when the guide lacks the markers */
export function withCostTable(guide: string): string {
  const [before, after] = [guide.split(FROM)[0], guide.split(TO)[1]];
  if (before === undefined || after === undefined || before === guide)
    throw new Error(`docs/deploy.md lacks ${FROM} … ${TO}.`);
  return `${before}${FROM}\n\n${totalsTable()}\n\n${TO}${after}`;
}

/** Returns the text of docs/costs.md. */
export function costsDocument(): string {
  const models = Object.entries(MODELS).flatMap(([id, price]) => [
    priceRow(`${id} in`, price.in),
    priceRow(`${id} out`, price.out),
  ]);
  return `# Costs

\`npm run cost -- --write-docs\` generates this file; a test checks that it is current. Prices are on-demand prices in us-east-1,
without taxes and without the credits of a new account. Each bill is for a month of the season after a year in which every
clip was kept: ${RUNS_PER_ATHLETE} runs of ${SEASON.clipSeconds} seconds per athlete, with the model ${SEASON.model}. The number of alarms,
secrets, endpoints and other resources is counted in the synthesized stacks.

## By size of club

${clubsTable()}

The setting \`modelMonthlyUsd\` (20 by default) limits what Bedrock costs: when it is used up, the rules engine writes the feedback
until the next month. Where the table shows more, the limit was raised.

## By hosting, access and stage

${waysTable()}

A stage other than \`prod\` has no firewall by default, and its database pauses when it has no connections. What remains is the
database capacity that each sweep resumes, alarms and secrets.

## Figures

${table(
  ["figure", "value", "source"],
  Object.entries(FIGURES).map(([name, { value, unit, certainty, on, how }]) => [
    name,
    `${value.toLocaleString("en-US")} ${unit}`.trim(),
    `${certainty} ${on}: ${how}`,
  ]),
)}

## Prices

"Read" means that the price was taken from the source on that day. "Assumed" means that the page could not be read that day:
check the price before quoting it.

${table(
  ["price", "US dollars", "free per month", "certainty", "source"],
  [...Object.entries(PRICES).map(([name, price]) => priceRow(name, price)), ...models],
)}

## Not included

Support plans, taxes, the yearly fee of a domain, Lambda's ephemeral storage above 512 MB, and traffic between zones. Uploads to S3
are free.
`;
}
