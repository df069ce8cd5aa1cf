import { afterAll, describe, expect, test } from "vitest";
import { defaultBudgetUsd } from "@/infra/default-budget";
import { hasFirewall, type Settings } from "@/infra/settings";
import { all, plain, titled } from "@/infra/test/combinations";
import { cleanUp, publicKeyFile, synthesized } from "@/infra/test/synthesized";
import { billOf, sumUsd, totalsOf } from "./bill";
import { CLUBS, clubOf } from "./clubs";
import { countResources, countsOf } from "./count-resources";
import { serviceOfResource } from "./resources";

afterAll(cleanUp);

const choicesOf = (settings: Settings) => ({
  access: settings.access,
  hosting: settings.hosting,
  worker: settings.worker,
  production: settings.stage === "prod",
  firewall: hasFirewall(settings),
});

describe.each(titled(all))("costs: %s", (_, context) => {
  const { settings, resources } = synthesized(context);
  const usdOf = (athletes: number) =>
    sumUsd(totalsOf(billOf({ ...clubOf(athletes), ...choicesOf(settings), requestsPerMonth: 10_000 })));

  test("every resource has a price or is known to be free", () => {
    const club = { ...clubOf(CLUBS.medium), ...choicesOf(settings), requestsPerMonth: 10_000 };
    const priced = new Set(billOf(club).map(({ service }) => service));
    for (const { type, properties } of resources) {
      const service = serviceOfResource(type, properties);
      if (service !== null) expect(priced, type).toContain(service);
    }
  });

  test("the default budget leaves room above the usual bill, and is at most twice that bill", () => {
    const usual = usdOf(settings.stage === "prod" ? CLUBS.medium : CLUBS.small);
    expect(settings.budgetUsd).toBe(defaultBudgetUsd(settings));
    // The first notification is sent at 80 %.
    expect(settings.budgetUsd * 0.8).toBeGreaterThan(usdOf(CLUBS.small));
    expect(settings.budgetUsd).toBeGreaterThan(usual * 1.1);
    expect(settings.budgetUsd).toBeLessThan(usual * 2);
  });
});

test.each(titled(plain))("npm run cost counts the resources of the deployed stacks: %s", (_, context) => {
  const deployed = synthesized({ ...context, cdnPublicKey: publicKeyFile, mailFrom: "coach@example.org" });
  expect(countsOf(choicesOf(deployed.settings))).toEqual(countResources(deployed.resources));
});

test("the budget of the template is the default budget", () => {
  for (const context of plain) {
    const { of, settings } = synthesized(context);
    expect(of("AWS::Budgets::Budget")[0]?.properties.Budget.BudgetLimit.Amount).toBe(
      defaultBudgetUsd(settings),
    );
  }
});

describe("countResources", () => {
  const { resources } = synthesized({ stage: "prod", access: "vpc", hosting: "container", worker: "both" });
  const before = countResources(resources);
  const added = (type: string, properties: object = {}) =>
    countResources([...resources, { id: "Added", type, properties }]);

  test("counts an added alarm by the metrics that it evaluates", () => {
    expect(added("AWS::CloudWatch::Alarm", { MetricName: "Errors" }).alarmMetrics).toBe(
      before.alarmMetrics + 1,
    );
    const math = { Metrics: [{ Expression: "a + b" }, { MetricStat: {} }, { MetricStat: {} }] };
    expect(added("AWS::CloudWatch::Alarm", math).alarmMetrics).toBe(before.alarmMetrics + 2);
  });

  test.each([
    ["AWS::SecretsManager::Secret", "secrets"],
    ["AWS::CloudWatch::Dashboard", "dashboards"],
    ["AWS::KMS::Key", "kmsKeys"],
    ["AWS::RDS::DBInstance", "databaseInstances"],
  ] as const)("counts an added %s", (type, name) => {
    expect(added(type)[name]).toBe(before[name] + 1);
  });

  test("counts an endpoint once, and a network interface for each of its subnets", () => {
    const after = added("AWS::EC2::VPCEndpoint", { VpcEndpointType: "Interface", SubnetIds: ["a", "b"] });
    expect(after.endpoints).toBe(before.endpoints + 1);
    expect(after.endpointInterfaces).toBe(before.endpointInterfaces + 2);
    expect(added("AWS::EC2::VPCEndpoint", { VpcEndpointType: "Gateway" })).toEqual(before);
  });

  test("reads the size of the worker's and the web's containers and of the worker's function", () => {
    expect(before).toMatchObject({
      workerTask: { vcpu: 4, gb: 8 },
      webTask: { vcpu: 0.5, gb: 1 },
      webTasks: 2,
      workerFunctionMb: 7076,
      minAcu: 0.5,
      sweepsPerHour: 60,
      loadBalancerZones: 2,
    });
  });

  test("throws when the schedule is not a rate", () => {
    expect(() => added("AWS::Scheduler::Schedule", { ScheduleExpression: "cron(0 1 * * ? *)" })).toThrow(
      /Expected rate\(n minutes\)/,
    );
  });
});
