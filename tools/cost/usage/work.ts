import { figure } from "../measured";
import { countsOf } from "./counts";
import { type Deployment, HOURS, type Usage, use } from "./types";

const WORKER_TASK = { vcpu: 4, gb: 8 };

/** The queue, the worker and the sweep. */
export function analysis(deployment: Deployment): Usage[] {
  const { runsPerMonth, clipSeconds, model, worker } = deployment;
  const seconds =
    clipSeconds * figure("analysisSecondsPerClipSecond") +
    figure("startSeconds") +
    (model ? figure("coachSeconds") : 0);
  const analyses = runsPerMonth * figure("attemptsPerAnalysis");
  const share = { lambda: 0, both: figure("longClipShare"), fargate: 1 }[worker];
  const sweeps = HOURS * countsOf(deployment).sweepsPerHour;
  const idlePolls = worker === "fargate" ? 0 : HOURS * 900;
  const inLambda = analyses * (1 - share) * seconds * (figure("lambdaMemoryMiB") / 1024);
  return [
    use("sqs", "sqsRequest", "polls, and six calls a run", idlePolls + runsPerMonth * 6),
    use("lambda", "lambdaGbSecond", "analyses and sweeps", inLambda + sweeps * 0.5),
    use("lambda", "lambdaRequest", "calls", analyses * (1 - share) + sweeps),
    use("eventBridge", "schedule", "sweeps", sweeps),
    ...(share > 0 ? inContainers((analyses * share * (seconds + figure("idleTaskSeconds"))) / 3600) : []),
  ];
}

/** The worker's containers, which there are only while clips wait. */
function inContainers(hours: number): Usage[] {
  return [
    use("fargate", "fargateVcpuHour", "analyses on four vCPU", hours * WORKER_TASK.vcpu),
    use("fargate", "fargateGbHour", "analyses in 8 GB", hours * WORKER_TASK.gb),
    use("ecr", "ecrStorage", "images of the worker", 3),
    use("publicAddresses", "publicIpv4Hour", "the worker's way out", hours),
  ];
}

/** What people cause by being there. */
export function people({ athletes }: Deployment): Usage[] {
  // Athletes, and about as many coaches and parents.
  const users = athletes * 2;
  return [
    use("ses", "mail", "sign-in and news", users * 8),
    use("cognito", "activeUser", "only with the Cognito option", users),
    use("elasticache", "valkeyGbHour", "only with the Valkey option (then 0.1 GB, about $6)", 0),
    use("route53", "hostedZone", "a domain of your own", 1),
  ];
}
