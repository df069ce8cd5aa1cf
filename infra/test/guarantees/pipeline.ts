import { describe, expect, test } from "vitest";
import { parseEnv } from "@/lib/env";
import { WRITTEN } from "../../amplify/env-production";
import { all, titled } from "../combinations";
import { readable, rolesOf } from "../roles";
import { type Resource, synthesized } from "../synthesized";

/** Of the migrations' function alone, which the application never sees. */
const OF_MIGRATIONS = ["APP_DATABASE_USER", "DATABASE_ADMIN_SECRET_ARN"];
/** What the platform reads, not the application. */
const OF_LAMBDA = ["AWS_NODEJS_CONNECTION_REUSE_ENABLED"];

const QUEUES = "arn:aws:sqs:*:<account>:ski-racer-<stage>-";

const plainValue = (name: string, value: unknown): string => {
  if (typeof value === "string") return value;
  if (name === "DATABASE_PORT") return "5432";
  if (name === "VALKEY_URL") return "rediss://cache:6379";
  return readable(value).replace(/<[^>]*>/g, "token");
};

function environmentsOf(resources: Resource[]): { owner: string; variables: Record<string, unknown> }[] {
  const listed = (list: { Name?: string; name?: string; Value?: unknown }[]) =>
    Object.fromEntries((list ?? []).map(({ Name, Value }) => [Name, Value]));
  return resources.flatMap(({ type, id, properties }) => {
    if (type === "AWS::Lambda::Function" && String(properties.FunctionName ?? "").startsWith("ski-racer-")) {
      return [{ owner: id, variables: properties.Environment?.Variables ?? {} }];
    }
    if (type === "AWS::ECS::TaskDefinition") {
      return [{ owner: id, variables: listed(properties.ContainerDefinitions[0].Environment) }];
    }
    return type === "AWS::Amplify::Branch"
      ? [{ owner: id, variables: listed(properties.EnvironmentVariables) }]
      : [];
  });
}

export const pipeline = () =>
  describe.each(titled(all))("pipeline: %s", (_, context) => {
    const deployment = synthesized(context);
    const queues = deployment.of("AWS::SQS::Queue");
    const queueNamed = (name: string) =>
      queues.find(({ properties }) => properties.QueueName === `ski-racer-${context.stage}-${name}`);
    const analysis = queueNamed("analysis")!;
    const long = queueNamed("long-analysis");

    test("a message stays hidden for at least six times as long as the function may take", () => {
      const functions = deployment.of("AWS::Lambda::EventSourceMapping").map(({ properties }) => {
        const id = properties.FunctionName.Ref as string;
        return deployment.resources.find((resource) => resource.id === id)!;
      });
      expect(functions).toHaveLength(context.worker === "fargate" ? 0 : 1);
      for (const { properties } of functions) {
        expect(analysis.properties.VisibilityTimeout).toBeGreaterThanOrEqual(6 * properties.Timeout);
      }
    });

    test("one clip at a time, failures one by one, no more at once than asked for", () => {
      for (const { properties } of deployment.of("AWS::Lambda::EventSourceMapping")) {
        expect(properties).toMatchObject({
          BatchSize: 1,
          FunctionResponseTypes: ["ReportBatchItemFailures"],
          ScalingConfig: { MaximumConcurrency: deployment.settings.workerConcurrency },
        });
      }
    });

    test("what fails ten times is kept for two weeks", () => {
      for (const { properties } of [analysis, ...(long ? [long] : [])]) {
        expect(properties.RedrivePolicy.maxReceiveCount).toBe(10);
        const dead = queues.find(
          ({ id }) => id === properties.RedrivePolicy.deadLetterTargetArn["Fn::GetAtt"][0],
        );
        expect(dead?.properties.MessageRetentionPeriod).toBe(14 * 24 * 3600);
      }
    });

    test("each queue has one kind of worker, and long clips one with the time where there are two kinds", () => {
      const takers = (name: string) =>
        rolesOf(deployment)
          .filter((role) => role.may("sqs:ReceiveMessage", `${QUEUES}${name}`.replace("*", region)))
          .map(({ name: of }) => of);
      const { worker, region } = deployment.settings;
      expect(long !== undefined).toBe(worker === "both");
      expect(takers("analysis")).toEqual([
        worker === "fargate" ? "Pipeline/WorkerServiceRole" : "Pipeline/WorkerRole",
      ]);
      expect(takers("long-analysis")).toEqual(worker === "both" ? ["Pipeline/WorkerServiceRole"] : []);
    });

    test("whoever asks for analyses knows from which size on a clip is long", () => {
      const asking = environmentsOf(deployment.resources).filter(
        ({ variables }) => "ANALYSIS_QUEUE_NAME" in variables,
      );
      expect(asking.length).toBeGreaterThanOrEqual(3);
      for (const { owner, variables } of asking) {
        expect([variables.LONG_QUEUE_NAME, variables.LONG_CLIP_BYTES], owner).toEqual(
          long ? [long.properties.QueueName, "1000000000"] : [undefined, undefined],
        );
      }
    });

    test("every original that arrives in the uploads reaches a queue, and one only", () => {
      const key = [{ wildcard: "runs/*/original.*" }];
      const rules = deployment.of("AWS::Events::Rule").map(({ properties }) => ({
        object: properties.EventPattern.detail.object,
        queue: properties.Targets[0].Arn["Fn::GetAtt"][0],
      }));
      expect(rules).toEqual(
        long
          ? [
              { object: { key, size: [{ numeric: ["<", 1e9] }] }, queue: analysis.id },
              { object: { key, size: [{ numeric: [">=", 1e9] }] }, queue: long.id },
            ]
          : [{ object: { key }, queue: analysis.id }],
      );
      const sending = deployment
        .of("AWS::S3::Bucket")
        .filter(
          ({ properties }) =>
            properties.NotificationConfiguration?.EventBridgeConfiguration?.EventBridgeEnabled,
        );
      expect(sending.map(({ properties }) => readable(properties.BucketName))).toEqual([
        "ski-racer-<stage>-uploads-<account>",
      ]);
    });

    test("the sweep comes every minute where somebody waits for it", () => {
      const [schedule] = deployment.of("AWS::Scheduler::Schedule");
      expect(schedule?.properties.ScheduleExpression).toBe(
        context.stage === "prod" ? "rate(1 minute)" : "rate(1 hour)",
      );
    });

    test("every variable that is set is one that the application reads, and it parses", () => {
      const environments = environmentsOf(deployment.resources);
      expect(environments.length).toBeGreaterThanOrEqual(3);
      for (const { owner, variables } of environments) {
        const given = Object.fromEntries(
          Object.entries(variables).map(([name, value]) => [name, plainValue(name, value)]),
        );
        const known = Object.keys(parseEnv(given));
        const foreign = /^MigrationsMigrate/.test(owner) ? OF_MIGRATIONS : OF_LAMBDA;
        expect(
          Object.keys(given).filter((name) => !known.includes(name) && !foreign.includes(name)),
          owner,
        ).toEqual([]);
      }
    });

    test("whoever analyses reads the coach's settings as they were given", () => {
      const { settings } = deployment;
      const coached = environmentsOf(deployment.resources).filter(
        ({ variables }) => "COACHING_ENGINE" in variables,
      );
      expect(coached.length).toBeGreaterThan(0);
      for (const { variables } of coached.filter(
        ({ variables }) => variables.COACHING_ENGINE === "bedrock",
      )) {
        expect(variables).toMatchObject({
          BEDROCK_MODEL_ID: settings.modelId,
          BEDROCK_MAX_TOKENS: String(settings.modelMaxTokens),
          BEDROCK_TIMEOUT_MS: String(settings.modelTimeoutMs),
          BEDROCK_VIDEO: String(context.modelVideo === "on"),
        });
      }
    });

    test("Amplify's build is not told that it is production: it would leave out what it builds with", () => {
      for (const { properties } of deployment.of("AWS::Amplify::Branch")) {
        const names = properties.EnvironmentVariables.map(({ Name }: { Name: string }) => Name);
        expect(names).toContain("APP_URL");
        expect(names.filter((name: string) => name === "NODE_ENV" || name.startsWith("AWS"))).toEqual([]);
      }
    });

    test("the web is told the region that the buckets are in, by a name that Amplify lets it have", () => {
      const webs = environmentsOf(deployment.resources).filter(({ variables }) => "APP_URL" in variables);
      expect(webs).toHaveLength(1);
      expect(webs[0]?.variables.APP_REGION).toBe(deployment.settings.region);
      expect(WRITTEN).toContain("APP_REGION");
    });

    test("what a branch of Amplify is given, its server gets to read", () => {
      for (const { properties } of deployment.of("AWS::Amplify::Branch")) {
        const names = properties.EnvironmentVariables.map(({ Name }: { Name: string }) => Name);
        expect(names.filter((name: string) => !WRITTEN.includes(name as (typeof WRITTEN)[number]))).toEqual(
          [],
        );
      }
    });

    test("nothing of a secret is in an environment but where it lies", () => {
      for (const { owner, variables } of environmentsOf(deployment.resources)) {
        for (const name of Object.keys(variables)) {
          if (/SECRET|PRIVATE|PASSWORD|TOKEN(?!S)/.test(name)) expect(name, owner).toMatch(/_ARN$/);
        }
      }
    });

    test("every function, CDK's helpers too, forgets its log after a month", () => {
      const logs = deployment.of("AWS::Logs::LogGroup");
      for (const { id, properties } of deployment.of("AWS::Lambda::Function")) {
        // Made by CDK after everything else, and awake only while a stage outside us-east-1 is deployed.
        if (id.startsWith("CustomCrossRegionExport")) continue;
        expect(properties.LoggingConfig?.LogGroup, id).toBeDefined();
      }
      for (const { properties, id } of logs) expect(properties.RetentionInDays, id).toBe(30);
    });

    test("our functions are arm64, Node 24, and traced", () => {
      const functions = deployment
        .of("AWS::Lambda::Function")
        .filter(({ properties }) => String(properties.FunctionName ?? "").startsWith("ski-racer-"));
      for (const { properties } of functions) {
        expect(properties).toMatchObject({
          Architectures: ["arm64"],
          Runtime: "nodejs24.x",
          TracingConfig: { Mode: "Active" },
        });
      }
    });
  });
