import { z } from "zod";
import { defaultBudgetUsd } from "./default-budget";

const onOff = z.enum(["on", "off"]);
const flag = onOff.default("off");
const commaSeparated = z.string().transform((text) => text.split(",").map((item) => item.trim()));

/** The settings of a deployment, given in infra/settings.<stage>.json or as `-c name=value`. */
const schema = z
  .object({
    /** `prod`, `dev`, or the name of a temporary stage. */
    stage: z.string().regex(/^[a-z][a-z0-9]{1,11}$/, "2 to 12 lower-case letters and digits"),
    /** Access to the database: through the internet access gateway, or inside a VPC only. */
    access: z.enum(["gateway", "vpc"]).default("gateway"),
    hosting: z.enum(["amplify", "container"]).default("amplify"),
    /** With `both`, Fargate takes the clips that need more than Lambda's 15 minutes. */
    worker: z.enum(["lambda", "fargate", "both"]).default("lambda"),
    region: z
      .string()
      .regex(/^[a-z]{2}-[a-z]+-\d$/, "expected a region such as us-east-1")
      .default("us-east-1"),

    domain: z.hostname().optional(),
    /** The ACM certificate of the load balancer (`hosting=container`). */
    certificateArn: z.string().startsWith("arn:").optional(),
    repository: z.url().optional(),
    branch: z.string().min(1).default("main"),
    /** Deploys every pull request to an address of its own, with the data of this stage. */
    previews: flag,

    /** Costs about 25 dollars a month; defaults to on in `prod` only. */
    firewall: onOff.optional(),

    coach: z.enum(["rules", "bedrock"]).default("bedrock"),
    /** The id or ARN of a model or of a system-defined inference profile. */
    modelId: z.string().min(1).default("us.amazon.nova-2-lite-v1:0"),
    /** The regions of the inference profile; known for the profiles in PROFILE_REGIONS. */
    modelRegions: commaSeparated.optional(),
    modelUsdPerMtokIn: z.coerce.number().min(0).default(0.3),
    modelUsdPerMtokOut: z.coerce.number().min(0).default(2.5),
    modelMonthlyUsd: z.coerce.number().min(0).default(20),
    modelMaxTokens: z.coerce.number().int().min(256).default(2_000),
    modelTimeoutMs: z.coerce.number().int().min(1_000).default(60_000),
    /** Sends the clip in addition to stills, to a model that accepts video. */
    modelVideo: flag,

    cognito: flag,
    valkey: flag,
    /** The sender of mail; its domain must be verified in SES. */
    mailFrom: z.email().optional(),
    /**
     * The PEM file of the public key for signed CloudFront URLs; without it, media links are S3 presigned
     * URLs. During a rotation: the new key's file, a comma, the old key's file.
     */
    cdnPublicKey: commaSeparated.optional(),

    alarmEmail: z.email().optional(),
    /** US dollars a month; see default-budget.ts. */
    budgetUsd: z.coerce.number().positive().optional(),
    /** The maximum number of concurrent analyses, and so of concurrent Bedrock requests. */
    workerConcurrency: z.coerce.number().int().min(2).max(100).default(5),
    /** 1,769 MB provide one vCPU. New accounts have a quota of 3008. */
    workerMemoryMb: z.coerce.number().int().min(2048).max(10_240).default(7076),
    /**
     * With `worker=both`: clips of at least this size go to Fargate. Five minutes of 1080p30 take five
     * minutes; 4K60 takes five times its length, and 1000 MB of it are about two and a half minutes.
     */
    longClipMb: z.coerce.number().int().min(1).max(4_294).default(1_000),
    databaseMaxAcu: z.coerce.number().min(1).max(128).default(4),
    /** After a restore: the resource id of the cluster, which `rds-db:connect` permissions contain. */
    databaseResourceId: z.string().startsWith("cluster-").optional(),
    /** After a restore inside a VPC: the secret in which RDS keeps the owner's password. */
    databaseOwnerSecretArn: z.string().startsWith("arn:").optional(),
  })
  .superRefine((settings, context) => {
    for (const { when, message } of CONFLICTS) {
      if (when(settings)) context.addIssue({ code: "custom", message });
    }
  });

interface CombinedSettings {
  stage: string;
  access: string;
  hosting: string;
  worker: string;
  domain?: string;
  certificateArn?: string;
  repository?: string;
  previews: string;
  coach: string;
  modelId: string;
  region: string;
  cognito: string;
  valkey: string;
  alarmEmail?: string;
  modelRegions?: string[];
}

/** Combinations that do not work, with what to choose instead. */
const CONFLICTS: { when: (settings: CombinedSettings) => boolean; message: string }[] = [
  {
    when: ({ access, hosting }) => access === "vpc" && hosting === "amplify",
    message:
      "access=vpc does not work with hosting=amplify: Amplify compute cannot reach a VPC. Choose hosting=container, or access=gateway.",
  },
  {
    when: ({ hosting, domain, certificateArn }) => hosting === "container" && !(domain && certificateArn),
    message: "hosting=container needs domain=… and certificateArn=…: the load balancer serves HTTPS.",
  },
  {
    when: ({ hosting, repository }) => hosting === "amplify" && !repository,
    message: "hosting=amplify needs repository=https://…: Amplify builds this repository.",
  },
  {
    when: ({ access, valkey }) => valkey === "on" && access !== "vpc",
    message:
      "valkey=on needs access=vpc: ElastiCache is reachable inside a VPC only. Leave it off; PostgreSQL stores sessions and limits then.",
  },
  {
    when: ({ access, cognito }) => cognito === "on" && access === "vpc",
    message:
      "cognito=on does not work with access=vpc: Cognito's token endpoint is public, and isolated subnets have no internet access. Use passwords, or access=gateway.",
  },
  {
    when: ({ stage, previews }) => previews === "on" && stage === "prod",
    message:
      "previews=on does not work with stage=prod: unreviewed code would use production data. Turn it on for stage=dev.",
  },
  {
    when: ({ hosting, previews }) => previews === "on" && hosting !== "amplify",
    message: "previews=on needs hosting=amplify: Amplify builds previews.",
  },
  {
    when: ({ stage, alarmEmail }) => stage === "prod" && !alarmEmail,
    message: "stage=prod needs alarmEmail=…: alarms and the budget notify this address.",
  },
  {
    when: ({ coach, modelId }) => coach === "bedrock" && modelId.startsWith("arn:") && !modelArnOf(modelId),
    message:
      "modelId is an ARN whose models are unknown here (an application inference profile, for example), and the worker's permissions name models: give the id of a system-defined profile, such as us.amazon.nova-2-lite-v1:0.",
  },
  {
    when: ({ coach, modelId, region }) =>
      coach === "bedrock" && (modelArnOf(modelId)?.region ?? region) !== region,
    message: "modelId is an ARN of another region than region=…: give the ARN of region=…, or the id alone.",
  },
  {
    when: ({ coach, modelId, modelRegions }) =>
      coach === "bedrock" && !modelRegions && !profileScope(modelId) && profilePrefix(modelId) !== undefined,
    message:
      "modelId names an inference profile with unknown regions: list them with modelRegions=region,region (aws bedrock get-inference-profile prints them).",
  },
  {
    when: ({ coach, modelId, region, modelRegions }) =>
      coach === "bedrock" &&
      !modelRegions &&
      Array.isArray(profileScope(modelId)) &&
      !profileScope(modelId)?.includes(region),
    message:
      "modelId names an inference profile that is not available in this region: choose the one of your geography (eu.… in Europe, us.… in the United States, global.… anywhere).",
  },
];

export type Settings = z.infer<typeof schema> & { budgetUsd: number };

/** Whether the web has a firewall. */
export const hasFirewall = ({ stage, firewall }: Pick<Settings, "stage" | "firewall">): boolean =>
  (firewall ?? (stage === "prod" ? "on" : "off")) === "on";

export const SETTING_NAMES: readonly string[] = Object.keys(schema.shape);

/**
 * Reads the settings of a deployment from CDK context.
 * @throws Error with one line for each invalid setting or combination
 */
export function readSettings(context: (name: string) => unknown): Settings {
  const given = Object.fromEntries(
    SETTING_NAMES.map((name) => [name, context(name)] as const).filter(([, value]) => value !== undefined),
  );
  const parsed = schema.safeParse({ stage: "dev", ...given });
  if (parsed.success)
    return { ...parsed.data, budgetUsd: parsed.data.budgetUsd ?? defaultBudgetUsd(parsed.data) };
  const lines = parsed.error.issues.map(
    ({ path, message }) => `  ${path.length ? `${path.join(".")}: ` : ""}${message}`,
  );
  throw new Error(`Invalid settings:\n${lines.join("\n")}`);
}

const PROFILE_REGIONS: Record<string, readonly string[]> = {
  us: ["us-east-1", "us-east-2", "us-west-2"],
  eu: ["eu-central-1", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-3"],
  jp: ["ap-northeast-1", "ap-northeast-3"],
  au: ["ap-southeast-2", "ap-southeast-4"],
};

/** Parses the ARN of a model or a system-defined inference profile; undefined for anything else. */
export function modelArnOf(modelId: string): { region: string; id: string } | undefined {
  const arn =
    /^arn:aws[a-z-]*:bedrock:([a-z0-9-]+):(?::foundation-model|\d{12}:inference-profile)\/([\w.:-]+)$/;
  const [, region, id] = arn.exec(modelId) ?? [];
  return region && id ? { region, id } : undefined;
}

/** Returns `us` for the inference profile `us.amazon.nova-2-lite-v1:0`; undefined for a model. */
export const profilePrefix = (modelId: string): string | undefined =>
  /^([a-z]{2,6})\.[a-z0-9]+\./.exec(modelArnOf(modelId)?.id ?? modelId)?.[1];

/** Returns the regions of a known inference profile, or `global`. */
export function profileScope(modelId: string): readonly string[] | "global" | undefined {
  const prefix = profilePrefix(modelId);
  if (prefix === "global") return "global";
  return prefix === undefined ? undefined : PROFILE_REGIONS[prefix];
}
