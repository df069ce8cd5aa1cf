import { CLUBS, clubOf, RUNS_PER_ATHLETE, SEASON } from "./clubs";
import { MEASURED } from "./measured";
import { MODELS, PRICES, type Price } from "./prices";
import { SERVICES, type Service } from "./services";
import { type Club, compare, dollars, TRAFFIC } from "./table";

const row = (cells: string[]) => `| ${cells.join(" | ")} |`;
const table = (head: string[], rows: string[][]) =>
  [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");

function clubsTable(): string {
  const columns = Object.values(CLUBS).map((athletes) => compare(clubOf(athletes)));
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

/** What each size costs in all: for the guide, which is no place for thirty rows. */
function totalsTable(): string {
  const rows = Object.entries(CLUBS).map(([name, athletes]) => {
    const { runsPerMonth } = clubOf(athletes);
    const totals = compare(clubOf(athletes)).totals.map(dollars);
    return [`${name}: ${athletes} athletes, ${runsPerMonth.toLocaleString("en-US")} runs`, ...totals];
  });
  const head = TRAFFIC.map((requests) => `${requests.toLocaleString("en-US")} requests`);
  return table(["US dollars a month", ...head], rows);
}

function waysTable(): string {
  const club = clubOf(CLUBS.medium);
  const ways: [string, Partial<Club>][] = [
    ["Amplify, database over its gateway (the default)", {}],
    ["the same, the rules coach", { model: null }],
    ["container, database over its gateway", { hosting: "container" }],
    ["container, database inside the VPC", { hosting: "container", access: "vpc" }],
    ["a stage that may sleep (`dev`), at Amplify", { lasting: false }],
    ["the same, in a container inside the VPC", { lasting: false, hosting: "container", access: "vpc" }],
  ];
  const rows = ways.map(([name, changed]) => [name, ...compare({ ...club, ...changed }).totals.map(dollars)]);
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

/** The guide with its table of costs written anew. @throws when the guide has no place for it */
export function withCosts(guide: string): string {
  const [before, after] = [guide.split(FROM)[0], guide.split(TO)[1]];
  if (before === undefined || after === undefined || before === guide) throw new Error(`No ${FROM} … ${TO}`);
  return `${before}${FROM}\n\n${totalsTable()}\n\n${TO}${after}`;
}

/** docs/costs.md, whole. The same prices and figures give the same text. */
export function costsDocument(): string {
  const models = Object.entries(MODELS).flatMap(([id, price]) => [
    priceRow(`${id} in`, price.in),
    priceRow(`${id} out`, price.out),
  ]);
  return `# What it costs

Written by \`npm run cost -- --write-docs\`; a test keeps it in step with the prices and figures below. Prices are those of
us-east-1 without taxes, on demand, without the credits of a new account. A bill is that of a month in the season, after a
year of keeping every clip: ${RUNS_PER_ATHLETE} runs of ${SEASON.clipSeconds} seconds for each athlete, coached by ${SEASON.model}.

## Three sizes of club

${clubsTable()}

Bedrock stops at \`BEDROCK_MONTHLY_USD\` ($20 unless told) and the rules take over, so a bill for it ends there: where the table
says more, \`modelMonthlyUsd\` was raised.

## Ways to deploy

${waysTable()}

A stage that may sleep has no firewall unless asked. What it costs is a database that every sweep wakes up, alarms and secrets.

## Figures

${table(
  ["figure", "value", "how"],
  Object.entries(MEASURED).map(([name, { value, unit, certainty, on, how }]) => [
    name,
    `${value.toLocaleString("en-US")} ${unit}`.trim(),
    `${certainty} ${on}: ${how}`,
  ]),
)}

## Prices

"Read" means that the figure stood at the source on that day; "assumed" that the page could not be read then: look before
quoting it.

${table(
  ["price", "US dollars", "free each month", "certainty", "source"],
  [...Object.entries(PRICES).map(([name, price]) => priceRow(name, price)), ...models],
)}

## Not counted

Support plans, taxes, a domain's yearly fee, the temporary disk of Lambda above 512 MB, traffic between zones, and uploads, which are free.
`;
}
