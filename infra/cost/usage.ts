import { METRICS } from "@/lib/telemetry/names";
import { figure } from "./measured";
import type { PriceName } from "./prices";
import type { Service } from "./services";

/** What the bill depends on. */
export interface Deployment {
  runsPerMonth: number;
  athletes: number;
  clipSeconds: number;
  requestsPerMonth: number;
  /** Who coaches: a model of Bedrock, or null for the rules, which cost nothing. */
  model: string | null;
  access: "gateway" | "vpc";
  hosting: "amplify" | "container";
}

/** So much of one thing in a month. */
export interface Usage {
  service: Service;
  what: string;
  quantity: number;
  price: PriceName;
}

const HOURS = 730;
const GB = 1e9;
/** Interface endpoints of a VPC without a way out, each in two zones: SQS, secrets, models, logs, images (two), traces, mail. */
const ENDPOINTS = 8;
const ZONES = 2;
const METRIC_REASONS = 5;
const ALARMS = 10;
const SECRETS = 2;
const WAF_RULES = 5;
const BUILDS = 30;
const BUILD_MINUTES = 6;

/**
 * Everything a month uses, for a deployment that has run for as long as runs are kept.
 * @throws RangeError when Amplify is to reach a database inside a VPC, which it cannot
 */
export function usageOf(deployment: Deployment): Usage[] {
  if (deployment.hosting === "amplify" && deployment.access === "vpc") {
    throw new RangeError(
      "Amplify cannot reach a database inside a VPC: choose container hosting, or gateway access.",
    );
  }
  return [
    ...database(deployment),
    ...storage(deployment),
    ...delivery(deployment),
    ...analysis(deployment),
    ...web(deployment),
    ...network(deployment),
    ...operations(deployment),
    ...people(deployment),
  ];
}

const use = (service: Service, price: PriceName, what: string, quantity: number): Usage => ({
  service,
  what,
  quantity,
  price,
});

function database({ runsPerMonth, requestsPerMonth }: Deployment): Usage[] {
  const rowsGb = 1 + (runsPerMonth * figure("monthsKept") * 2 * figure("resultBytes")) / GB;
  const busyHours = (requestsPerMonth / 1e6) * figure("acuHoursPerMillionRequests");
  const io = requestsPerMonth * figure("requestDatabaseIo") + runsPerMonth * 200;
  return [
    use("aurora", "acuHour", "half a unit always, more when busy", HOURS * 0.5 + busyHours),
    use("aurora", "auroraStorage", "rows", rowsGb),
    use("aurora", "auroraBackup", "14 days of backups", rowsGb * 0.5),
    use("aurora", "auroraIo", "reads and writes", io),
  ];
}

/** Bytes of one run: the original, and what analyses make of it. */
function bytesOf({ clipSeconds }: Deployment): {
  original: number;
  copy: number;
  small: number;
  files: number;
} {
  const original = clipSeconds * figure("clipBytesPerSecond");
  const turns = clipSeconds * figure("turnsPerClipSecond");
  return {
    original,
    copy: original * figure("copiesPlayed"),
    small: figure("derivedFixedBytes") + turns * figure("derivedBytesPerTurn"),
    files: 4 + turns,
  };
}

function storage(deployment: Deployment): Usage[] {
  const { runsPerMonth, clipSeconds } = deployment;
  const { original, copy, small, files } = bytesOf(deployment);
  const clipsGb = (runsPerMonth * (original + copy)) / GB;
  const months = figure("monthsKept");
  const parts = Math.ceil(original / 8e6) + 2;
  // Files below 128 KB stay where reading is cheap and are not watched, whatever their age.
  const smallGb = (runsPerMonth * months * small) / GB;
  const reads = figure("storageReadsPerAnalysis") + clipSeconds;
  return [
    use("s3", "s3Frequent", "clips of this month, and small files", clipsGb + smallGb),
    use("s3", "s3Infrequent", "clips not watched for a month", clipsGb * Math.min(2, months - 1)),
    use("s3", "s3Archive", "clips not watched for three", clipsGb * Math.max(0, months - 3)),
    use("s3", "s3Monitoring", "watching clips", runsPerMonth * months * (1 + figure("copiesPlayed"))),
    use("s3", "s3Write", "parts and derived files", runsPerMonth * (parts + files)),
    use("s3", "s3Read", "reading clips in ranges", runsPerMonth * reads),
  ];
}

function delivery(deployment: Deployment): Usage[] {
  const { original, small } = bytesOf(deployment);
  const views = deployment.runsPerMonth * figure("viewsPerRun");
  return [
    use("cloudfront", "cloudfrontOut", "runs watched", (views * (original + small)) / GB),
    use("cloudfront", "cloudfrontRequest", "requests", views * figure("requestsPerView")),
  ];
}

function analysis({ runsPerMonth, clipSeconds, model }: Deployment): Usage[] {
  const seconds =
    clipSeconds * figure("analysisSecondsPerClipSecond") +
    figure("startSeconds") +
    (model ? figure("coachSeconds") : 0);
  const analyses = runsPerMonth * figure("attemptsPerAnalysis");
  const sweeps = HOURS * 12;
  const idlePolls = HOURS * 900;
  const worker = analyses * seconds * (figure("lambdaMemoryMiB") / 1024);
  return [
    use("sqs", "sqsRequest", "Lambda's polls, and six calls a run", idlePolls + runsPerMonth * 6),
    use("lambda", "lambdaGbSecond", "analyses, and a sweep every five minutes", worker + sweeps * 0.5),
    use("lambda", "lambdaRequest", "calls", analyses + sweeps),
    use("eventBridge", "schedule", "sweeps", sweeps),
  ];
}

function web({ requestsPerMonth, hosting }: Deployment): Usage[] {
  const outGb = (requestsPerMonth * figure("responseBytes")) / GB;
  const rules = [
    use("waf", "wafAcl", "web ACL", 1),
    use("waf", "wafRule", "rate limit and managed groups", WAF_RULES),
    use("waf", "wafRequest", "requests looked at", requestsPerMonth),
  ];
  if (hosting === "amplify") {
    return [
      use("amplify", "amplifySsrRequest", "requests", requestsPerMonth),
      use(
        "amplify",
        "amplifySsrGbHour",
        "rendering in 1 GB",
        (requestsPerMonth * figure("requestMs")) / 3.6e6,
      ),
      use("amplify", "amplifyOut", "answers", outGb),
      use("amplify", "amplifyBuildMinute", "builds, one a day", BUILDS * BUILD_MINUTES),
      use("amplify", "amplifyStorage", "builds kept", 1),
      use("amplify", "amplifyFirewall", "the firewall's connection", 1),
      ...rules,
    ];
  }
  return [
    use("fargate", "fargateVcpuHour", "two tasks of half a vCPU", 2 * 0.5 * HOURS),
    use("fargate", "fargateGbHour", "two tasks of 1 GB", 2 * HOURS),
    use("loadBalancer", "albHour", "one balancer", HOURS),
    use("loadBalancer", "albLcuHour", "bytes and connections", Math.max(0.1 * HOURS, outGb)),
    use("ecr", "ecrStorage", "images kept", 3),
    use("publicAddresses", "publicIpv4Hour", "the balancer's, one in each zone", ZONES * HOURS),
    use("dataTransfer", "dataOut", "answers", outGb),
    ...rules,
  ];
}

function network({ access, hosting, requestsPerMonth, runsPerMonth }: Deployment): Usage[] {
  if (access === "vpc") {
    const gb = (requestsPerMonth * 2_000 + runsPerMonth * 1e6) / GB;
    return [
      use(
        "vpcEndpoints",
        "endpointHour",
        `${ENDPOINTS} endpoints in ${ZONES} zones`,
        ENDPOINTS * ZONES * HOURS,
      ),
      use("vpcEndpoints", "endpointGb", "calls through them", gb),
    ];
  }
  return hosting === "container"
    ? [use("publicAddresses", "publicIpv4Hour", "the tasks' way out", 2 * HOURS)]
    : [];
}

function operations({ runsPerMonth, requestsPerMonth, model }: Deployment): Usage[] {
  const series = Object.values(METRICS).reduce(
    (sum, { by }) => sum + (by.length > 0 ? METRIC_REASONS : 1),
    0,
  );
  const logsGb =
    (requestsPerMonth * figure("logBytesPerRequest") + runsPerMonth * figure("logBytesPerAnalysis")) / GB;
  return [
    use("cloudwatch", "logsIn", "logs", logsGb),
    use("cloudwatch", "logsStored", "logs of three months, packed", logsGb * 3 * 0.15),
    use("cloudwatch", "metric", "the application's own metrics", series),
    use("cloudwatch", "alarm", "alarms", ALARMS),
    use("cloudwatch", "dashboard", "dashboard", 1),
    use("xray", "trace", "one trace a run", runsPerMonth),
    use("secretsManager", "secret", "secrets", SECRETS),
    use("secretsManager", "secretCall", "reads, kept in memory", 3_000),
    use("kms", "kmsKey", "no key of our own; AWS keeps the others", 0),
    use("cloudTrail", "trailEvent", "the record of changes", 100_000),
    use("sns", "topicMail", "alarm mails", 20),
    use("budgets", "budget", "the budget", model ? 2 : 1),
  ];
}

function people({ athletes }: Deployment): Usage[] {
  // Athletes, and about as many coaches and parents.
  const users = athletes * 2;
  return [
    use("ses", "mail", "sign-in and news", users * 8),
    use("cognito", "activeUser", "only with the Cognito option", users),
    use("elasticache", "valkeyGbHour", "only with the Valkey option (then 0.1 GB, about $6)", 0),
    use("route53", "hostedZone", "a domain of your own", 1),
  ];
}
