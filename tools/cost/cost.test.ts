import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { billOf, costOf, sumUsd, totalsOf } from "./bill";
import { costsDocument, withCostTable } from "./document";
import { FIGURES } from "./figures";
import { MODELS, modelPrice, PRICES, type PriceName } from "./prices";
import { serviceOfResource } from "./resources";
import { SERVICES } from "./services";
import { compareTraffic, textTable } from "./table";
import { usageOf } from "./usage";
import type { Deployment } from "./usage/types";

const CLUB: Deployment = {
  runsPerMonth: 1_000,
  athletes: 60,
  clipSeconds: 30,
  requestsPerMonth: 10_000,
  model: "us.amazon.nova-2-lite-v1:0",
  access: "gateway",
  hosting: "amplify",
  worker: "lambda",
  production: true,
};
const WAYS: Pick<Deployment, "access" | "hosting">[] = [
  { access: "gateway", hosting: "amplify" },
  { access: "gateway", hosting: "container" },
  { access: "vpc", hosting: "container" },
];
const totalOf = (changed: Partial<Deployment>) => sumUsd(totalsOf(billOf({ ...CLUB, ...changed })));

describe("a bill", () => {
  it("names every service in every table, including services that cost nothing", () => {
    for (const way of WAYS) {
      const { rows } = compareTraffic({ ...CLUB, ...way });
      expect(rows.map((row) => row.service)).toEqual(Object.keys(SERVICES));
      for (const label of Object.values(SERVICES))
        expect(textTable(compareTraffic({ ...CLUB, ...way }))).toContain(label);
    }
  });

  it("has a line for every service in at least one combination of access and hosting", () => {
    const used = new Set(WAYS.flatMap((way) => billOf({ ...CLUB, ...way }).map((line) => line.service)));
    expect([...used].sort()).toEqual(Object.keys(SERVICES).sort());
  });

  it("uses every price in at least one combination of access and hosting", () => {
    const used = new Set(WAYS.flatMap((way) => usageOf({ ...CLUB, ...way }).map((line) => line.price)));
    expect([...used].sort()).toEqual((Object.keys(PRICES) as PriceName[]).sort());
  });

  it("totals the sum of its lines", () => {
    const lines = billOf(CLUB);
    expect(totalOf({})).toBeCloseTo(
      lines.reduce((all, { usd }) => all + usd, 0),
      9,
    );
  });

  it("has no negative line without runs and requests", () => {
    for (const way of WAYS) {
      for (const { usd, quantity, what } of billOf({
        ...CLUB,
        ...way,
        runsPerMonth: 0,
        requestsPerMonth: 0,
      })) {
        expect(usd, what).toBeGreaterThanOrEqual(0);
        expect(quantity, what).toBeGreaterThanOrEqual(0);
      }
    }
  });

  it("rejects Amplify with a database inside a VPC", () => {
    expect(() => billOf({ ...CLUB, access: "vpc" })).toThrow(/Amplify cannot reach/);
  });
});

describe("above the free tier, the total grows linearly", () => {
  it.each([
    ["runs", { runsPerMonth: 1e6 }, { runsPerMonth: 2e6 }, { runsPerMonth: 3e6 }],
    ["requests", { requestsPerMonth: 1e9 }, { requestsPerMonth: 2e9 }, { requestsPerMonth: 3e9 }],
    ["athletes", { athletes: 1e5 }, { athletes: 2e5 }, { athletes: 3e5 }],
  ])("with %s", (_, once, twice, thrice) => {
    const [a, b, c] = [once, twice, thrice].map(totalOf) as [number, number, number];
    expect(b - a).toBeGreaterThan(0);
    expect((c - b) / (b - a)).toBeCloseTo(1, 3);
  });

  it("with the tokens of a model, and is 0 for the rules engine", () => {
    const bedrock = (runsPerMonth: number) => totalsOf(billOf({ ...CLUB, runsPerMonth })).bedrock;
    expect(bedrock(2_000)).toBeCloseTo(2 * bedrock(1_000), 9);
    expect(totalsOf(billOf({ ...CLUB, model: null })).bedrock).toBe(0);
  });
});

describe("the free tier", () => {
  it("is subtracted from the quantity, down to 0", () => {
    const price = { ...PRICES.lambdaGbSecond, usd: 2, freePerMonth: 100 };
    expect([0, 100, 101].map((quantity) => costOf(quantity, price))).toEqual([0, 0, 2]);
  });

  it("is subtracted once: no price with a free tier has two lines in one bill", () => {
    for (const way of WAYS) {
      const free = usageOf({ ...CLUB, ...way })
        .map(({ price }) => price)
        .filter((name) => "freePerMonth" in PRICES[name] && PRICES[name].freePerMonth !== undefined);
      expect(new Set(free).size).toBe(free.length);
    }
  });
});

describe("a price", () => {
  const all = [
    ...Object.entries(PRICES),
    ...Object.entries(MODELS).flatMap(([id, { in: a, out: b }]) => [
      [`${id} in`, a] as const,
      [`${id} out`, b] as const,
    ]),
  ];

  it.each(all)("%s has a unit, a source and a date", (_, price) => {
    expect(price.source).toMatch(/^https?:\/\/\S+$/);
    expect(price.on).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(price.per.length).toBeGreaterThan(0);
    expect(price.usd).toBeGreaterThanOrEqual(0);
  });

  it("is found by model id and inference profile id, and an unknown model throws", () => {
    expect(modelPrice("eu.amazon.nova-2-lite-v1:0")).toBe(modelPrice("amazon.nova-2-lite-v1:0"));
    expect(() => modelPrice("amazon.nova-9")).toThrow(/not known/);
  });
});

it.each(Object.entries(FIGURES))("the figure %s has a date and a source", (_, { value, on, how }) => {
  expect(value).toBeGreaterThan(0);
  expect(on).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect(how.length).toBeGreaterThan(10);
});

describe("serviceOfResource", () => {
  it.each([
    ["AWS::RDS::DBCluster", "aurora"],
    ["AWS::EC2::VPCEndpoint", "vpcEndpoints"],
    ["AWS::EC2::Subnet", null],
    ["Custom::Migrations", null],
  ])("bills %s as %s", (type, service) => {
    expect(serviceOfResource(type)).toBe(service);
  });

  it("returns null for a gateway endpoint", () => {
    expect(serviceOfResource("AWS::EC2::VPCEndpoint", { VpcEndpointType: "Gateway" })).toBeNull();
  });

  it("throws for an unknown type and for a NAT gateway", () => {
    expect(() => serviceOfResource("AWS::Redshift::Cluster")).toThrow(/does not know/);
    expect(() => serviceOfResource("AWS::EC2::NatGateway")).toThrow(/does not know/);
  });
});

it("the table of costs in docs/deploy.md equals what the command generates", () => {
  const guide = readFileSync("docs/deploy.md", "utf8");
  expect(guide).toBe(withCostTable(guide));
});

it("docs/costs.md equals what npm run cost -- --write-docs generates", () => {
  expect(readFileSync("docs/costs.md", "utf8")).toBe(costsDocument());
});
