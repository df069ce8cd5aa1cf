import { describe, expect, test } from "vitest";
import { parseEnv } from "@/lib/env";
import { ORIGINAL_KEY_PATTERN, originalKey } from "@/lib/runs/keys";
import { RUNTIME_VARIABLES } from "../../amplify/env-production";
import { all, titled } from "../combinations";
import { readable, rolesOf } from "../roles";
import { type SynthesizedResource, synthesized } from "../synthesized";

/** Variables of the migrate function only. */
const MIGRATE_VARIABLES = ["APP_DATABASE_USER", "DATABASE_ADMIN_SECRET_ARN"];
/** Variables that the Lambda runtime or the SDK reads. */
const PLATFORM_VARIABLES = ["AWS_NODEJS_CONNECTION_REUSE_ENABLED"];

const QUEUES = "arn:aws:sqs:*:<account>:ski-racer-<stage>-";

const plainValue = (name: string, value: unknown): string => {
  if (typeof value === "string") return value;
  if (name === "DATABASE_PORT") return "5432";
  if (name === "VALKEY_URL") return "rediss://cache:6379";
  return readable(value).replace(/<[^>]*>/g, "token");
};

function environmentsOf(
  resources: SynthesizedResource[],
): { owner: string; variables: Record<string, unknown> }[] {
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

    test("the visibility timeout is at least six times the timeout of the function", () => {
      const functions = deployment.of("AWS::Lambda::EventSourceMapping").map(({ properties }) => {
        const id = properties.FunctionName.Ref as string;
        return deployment.resources.find((resource) => resource.id === id)!;
      });
      expect(functions).toHaveLength(context.worker === "fargate" ? 0 : 1);
      for (const { properties } of functions) {
        expect(analysis.properties.VisibilityTimeout).toBeGreaterThanOrEqual(6 * properties.Timeout);
      }
    });

    test("the worker takes one message at a time, reports failures per message, and limits concurrency", () => {
      for (const { properties } of deployment.of("AWS::Lambda::EventSourceMapping")) {
        expect(properties).toMatchObject({
          BatchSize: 1,
          FunctionResponseTypes: ["ReportBatchItemFailures"],
          ScalingConfig: { MaximumConcurrency: deployment.settings.workerConcurrency },
        });
      }
    });

    test("a message that fails ten times is kept in the dead-letter queue for 14 days", () => {
      for (const { properties } of [analysis, ...(long ? [long] : [])]) {
        expect(properties.RedrivePolicy.maxReceiveCount).toBe(10);
        const dead = queues.find(
          ({ id }) => id === properties.RedrivePolicy.deadLetterTargetArn["Fn::GetAtt"][0],
        );
        expect(dead?.properties.MessageRetentionPeriod).toBe(14 * 24 * 3600);
      }
    });

    test("each queue has one kind of worker, and Fargate takes the long clips with worker=both", () => {
      const consumers = (name: string) =>
        rolesOf(deployment)
          .filter((role) => role.may("sqs:ReceiveMessage", `${QUEUES}${name}`.replace("*", region)))
          .map((role) => role.name);
      const { worker, region } = deployment.settings;
      expect(long !== undefined).toBe(worker === "both");
      expect(consumers("analysis")).toEqual([
        worker === "fargate" ? "Pipeline/WorkerServiceRole" : "Pipeline/WorkerRole",
      ]);
      expect(consumers("long-analysis")).toEqual(worker === "both" ? ["Pipeline/WorkerServiceRole"] : []);
    });

    test("every sender of messages has the size limit of the long queue", () => {
      const senders = environmentsOf(deployment.resources).filter(
        ({ variables }) => "ANALYSIS_QUEUE_NAME" in variables,
      );
      expect(senders.length).toBeGreaterThanOrEqual(3);
      for (const { owner, variables } of senders) {
        expect([variables.LONG_QUEUE_NAME, variables.LONG_CLIP_BYTES], owner).toEqual(
          long ? [long.properties.QueueName, "1000000000"] : [undefined, undefined],
        );
      }
    });

    test("every original that S3 creates reaches exactly one queue", () => {
      const key = [{ wildcard: "runs/*/original.*" }];
      expect(ORIGINAL_KEY_PATTERN).toBe("runs/*/original.*");
      expect(originalKey("id", "mp4")).toMatch(/^runs\/[^/]+\/original\.[^/]+$/);
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

    test("the reconcile function runs every minute in production and every hour elsewhere", () => {
      const [schedule] = deployment.of("AWS::Scheduler::Schedule");
      expect(schedule?.properties.ScheduleExpression).toBe(
        context.stage === "prod" ? "rate(1 minute)" : "rate(1 hour)",
      );
    });

    test("every variable is one that lib/env.ts reads and accepts", () => {
      const environments = environmentsOf(deployment.resources);
      expect(environments.length).toBeGreaterThanOrEqual(3);
      for (const { owner, variables } of environments) {
        const given = Object.fromEntries(
          Object.entries(variables).map(([name, value]) => [name, plainValue(name, value)]),
        );
        const known = Object.keys(parseEnv(given));
        const exempt = /^MigrationsMigrate/.test(owner) ? MIGRATE_VARIABLES : PLATFORM_VARIABLES;
        expect(
          Object.keys(given).filter((name) => !known.includes(name) && !exempt.includes(name)),
          owner,
        ).toEqual([]);
      }
    });

    test("every worker has the coaching settings of the deployment", () => {
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

    test("the Amplify branch sets neither NODE_ENV, which would skip dev dependencies, nor AWS_ variables", () => {
      for (const { properties } of deployment.of("AWS::Amplify::Branch")) {
        const names = properties.EnvironmentVariables.map(({ Name }: { Name: string }) => Name);
        expect(names).toContain("APP_URL");
        expect(names.filter((name: string) => name === "NODE_ENV" || name.startsWith("AWS"))).toEqual([]);
      }
    });

    test("the web has the region of the buckets as APP_REGION, because Amplify reserves AWS_ names", () => {
      const webs = environmentsOf(deployment.resources).filter(({ variables }) => "APP_URL" in variables);
      expect(webs).toHaveLength(1);
      expect(webs[0]?.variables.APP_REGION).toBe(deployment.settings.region);
      expect(RUNTIME_VARIABLES).toContain("APP_REGION");
    });

    test("every variable of an Amplify branch is written for its server", () => {
      for (const { properties } of deployment.of("AWS::Amplify::Branch")) {
        const names = properties.EnvironmentVariables.map(({ Name }: { Name: string }) => Name);
        expect(
          names.filter(
            (name: string) => !RUNTIME_VARIABLES.includes(name as (typeof RUNTIME_VARIABLES)[number]),
          ),
        ).toEqual([]);
      }
    });

    test("environments contain no secrets, only their ARNs", () => {
      for (const { owner, variables } of environmentsOf(deployment.resources)) {
        for (const name of Object.keys(variables)) {
          if (/SECRET|PRIVATE|PASSWORD|TOKEN(?!S)/.test(name)) expect(name, owner).toMatch(/_ARN$/);
        }
      }
    });

    test("every log group has a retention of 30 days, including those of CDK's own functions", () => {
      const logs = deployment.of("AWS::Logs::LogGroup");
      for (const { id, properties } of deployment.of("AWS::Lambda::Function")) {
        // CDK adds this function after all aspects; it runs only while a stage outside us-east-1 is deployed.
        if (id.startsWith("CustomCrossRegionExport")) continue;
        expect(properties.LoggingConfig?.LogGroup, id).toBeDefined();
      }
      for (const { properties, id } of logs) expect(properties.RetentionInDays, id).toBe(30);
    });

    test("the functions run on arm64 with Node.js 24 and tracing", () => {
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
