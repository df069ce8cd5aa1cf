import type { Deployment } from "./types";

/** What of a stack costs by being there. */
export interface Counts {
  /** An alarm is paid by the metrics it looks at. */
  alarmMetrics: number;
  clusters: number;
  databases: number;
  leastAcu: number;
  endpoints: number;
  secrets: number;
  sweepsPerHour: number;
  webTasks: number;
  /** 0 where there is no firewall. */
  firewallRules: number;
  zones: number;
}

/**
 * How many of each thing a deployment has; a test counts them in the synthesized stacks. The secrets: the key of sessions
 * and the key of links, Amplify's token for the repository, or inside a VPC the database owner's password.
 */
export function countsOf({
  access,
  hosting,
  worker,
  lasting,
  firewall = lasting,
}: Pick<Deployment, "access" | "hosting" | "worker" | "lasting" | "firewall">): Counts {
  const inside = access === "vpc";
  const contained = hosting === "container";
  return {
    alarmMetrics: (contained ? 15 : 12) + { lambda: 0, fargate: 4, both: 7 }[worker],
    clusters: (contained ? 1 : 0) + (worker === "lambda" ? 0 : 1),
    databases: inside && lasting ? 2 : 1,
    leastAcu: lasting ? 0.5 : 0,
    // SQS, secrets, models, logs, images (two), traces, mail.
    endpoints: inside ? 8 : 0,
    secrets: contained && !inside ? 2 : 3,
    sweepsPerHour: lasting ? 60 : 1,
    webTasks: contained ? (lasting ? 2 : 1) : 0,
    firewallRules: firewall ? 4 : 0,
    zones: 2,
  };
}
