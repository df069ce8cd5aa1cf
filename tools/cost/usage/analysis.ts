import type { ResourceCounts } from "../count-resources";
import { figure } from "../figures";
import { type Deployment, HOURS, type UsageLine, usage } from "./types";

/** The queue, the worker and the sweep. */
export function analysis(deployment: Deployment, counts: ResourceCounts): UsageLine[] {
  const { runsPerMonth, clipSeconds, model, worker } = deployment;
  const seconds =
    clipSeconds * figure("analysisSecondsPerClipSecond") +
    figure("startSeconds") +
    (model ? figure("feedbackSeconds") : 0);
  const analyses = runsPerMonth * figure("attemptsPerAnalysis");
  const fargateShare = { lambda: 0, both: figure("longClipShare"), fargate: 1 }[worker];
  const sweeps = HOURS * counts.sweepsPerHour;
  const idlePolls = worker === "fargate" ? 0 : HOURS * 900;
  const lambdaGbSeconds = analyses * (1 - fargateShare) * seconds * (counts.workerFunctionMb / 1024);
  const taskHours = (analyses * fargateShare * (seconds + figure("idleTaskSeconds"))) / 3600;
  return [
    usage("sqs", "sqsRequest", "polls, and six requests per run", idlePolls + runsPerMonth * 6),
    usage("lambda", "lambdaGbSecond", "analyses and sweeps", lambdaGbSeconds + sweeps * 0.5),
    usage("lambda", "lambdaRequest", "invocations", analyses * (1 - fargateShare) + sweeps),
    usage("eventBridge", "schedule", "sweeps", sweeps),
    ...(fargateShare > 0 ? fargate(taskHours, counts) : []),
  ];
}

/** The worker's containers, which run only while the queue has messages. */
function fargate(hours: number, { workerTask }: ResourceCounts): UsageLine[] {
  const { vcpu, gb } = workerTask;
  return [
    usage("fargate", "fargateVcpuHour", `analyses on ${vcpu} vCPU`, hours * vcpu),
    usage("fargate", "fargateGbHour", `analyses in ${gb} GB`, hours * gb),
    usage("ecr", "ecrStorage", "stored images of the worker", 3),
    usage("publicAddresses", "publicIpv4Hour", "one per worker task", hours),
  ];
}

/** Mail, sign-in and other services billed by the number of people. */
export function people({ athletes }: Deployment): UsageLine[] {
  // About as many coaches and parents as athletes.
  const users = athletes * 2;
  return [
    usage("ses", "mail", "sign-in and notifications", users * 8),
    usage("cognito", "activeUser", "only with cognito=on", users),
    usage("elasticache", "valkeyGbHour", "only with valkey=on (0.1 GB: about $6)", 0),
    usage("route53", "hostedZone", "a custom domain", 1),
  ];
}
