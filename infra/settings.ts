import { z } from "zod";
import { defaultBudgetUsd } from "./default-budget";

const onOff = z.enum(["on", "off"]);
const flag = onOff.default("off");
const list = z.string().transform((text) => text.split(",").map((each) => each.trim()));

/** What a person chooses with `-c name=value`. Everything has a default but what only they can know. */
const schema = z
  .object({
    /** `prod`, `dev`, or a name of its own for a branch that deserves a whole deployment. */
    stage: z.string().regex(/^[a-z][a-z0-9]{1,11}$/, "2 to 12 small letters and digits"),
    /** How the application reaches its database: over the internet gateway with IAM, or inside a VPC only. */
    access: z.enum(["gateway", "vpc"]).default("gateway"),
    hosting: z.enum(["amplify", "container"]).default("amplify"),
    /** The worker as a Lambda, as a Fargate service, or both: Fargate then takes what is too long for a Lambda's 15 minutes. */
    worker: z.enum(["lambda", "fargate", "both"]).default("lambda"),
    region: z
      .string()
      .regex(/^[a-z]{2}-[a-z]+-\d$/, "a region such as us-east-1")
      .default("us-east-1"),

    domain: z.hostname().optional(),
    /** The certificate of the load balancer (`hosting=container`); Amplify gets its own. */
    certificateArn: z.string().startsWith("arn:").optional(),
    repository: z.url().optional(),
    branch: z.string().min(1).default("main"),
    /** Every pull request gets an address of its own, on the data of this stage. */
    previews: flag,

    /** Before the web; it costs some 25 dollars a month, so only `prod` has one unless told. */
    firewall: onOff.optional(),

    coach: z.enum(["rules", "bedrock"]).default("bedrock"),
    /** A model, a system-defined inference profile, or the ARN of either. */
    modelId: z.string().min(1).default("us.amazon.nova-2-lite-v1:0"),
    /** Where the inference profile may run the model; known for the usual profiles. */
    modelRegions: list.optional(),
    modelUsdPerMtokIn: z.coerce.number().min(0).default(0.3),
    modelUsdPerMtokOut: z.coerce.number().min(0).default(2.5),
    modelMonthlyUsd: z.coerce.number().min(0).default(20),
    modelMaxTokens: z.coerce.number().int().min(256).default(2_000),
    modelTimeoutMs: z.coerce.number().int().min(1_000).default(60_000),
    /** Shows the clip itself to a model that takes one, instead of stills alone. */
    modelVideo: flag,

    cognito: flag,
    valkey: flag,
    /** Who mail is from; an address of a domain or mailbox that SES has verified. */
    mailFrom: z.email().optional(),
    /**
     * A file with the public half of the key that signs links of the CDN; without it S3 signs them. While keys change, the
     * new one's and after a comma the old one's.
     */
    cdnPublicKey: list.optional(),

    alarmEmail: z.email().optional(),
    /** Unless told, what such a deployment costs and somewhat more. */
    budgetUsd: z.coerce.number().positive().optional(),
    /** Clips analysed at once; also the most that are with Bedrock at once. */
    workerConcurrency: z.coerce.number().int().min(2).max(100).default(5),
    /** 1,769 MB are one processor. New accounts are held at 3008 until AWS is asked for more. */
    workerMemoryMb: z.coerce.number().int().min(2048).max(10_240).default(7076),
    /**
     * With `worker=both`: from how many megabytes on a clip is Fargate's. The longest that are taken, five minutes, are
     * done in five at 1080p30; of 4K60, which takes five times its length, a gigabyte is about two and a half minutes.
     */
    longClipMb: z.coerce.number().int().min(1).max(4_294).default(1_000),
    databaseMaxAcu: z.coerce.number().min(1).max(128).default(4),
    /** After a restore: the cluster of this name is another one, and permissions to log in name it by its id. */
    databaseResourceId: z.string().startsWith("cluster-").optional(),
    /** After a restore inside a VPC: where RDS keeps the restored owner's password. */
    databaseOwnerSecretArn: z.string().startsWith("arn:").optional(),
  })
  .superRefine((asked, context) => {
    for (const { when, message } of impossible) {
      if (when(asked)) context.addIssue({ code: "custom", message });
    }
  });

interface Combination {
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

/** What cannot be had together, and what to do instead. */
const impossible: { when: (asked: Combination) => boolean; message: string }[] = [
  {
    when: ({ access, hosting }) => access === "vpc" && hosting === "amplify",
    message:
      "access=vpc does not go with hosting=amplify: what Amplify runs cannot enter a VPC. Choose hosting=container, or access=gateway.",
  },
  {
    when: ({ hosting, domain, certificateArn }) => hosting === "container" && !(domain && certificateArn),
    message:
      "hosting=container needs domain=… and certificateArn=…: people sign in, so the load balancer must speak HTTPS.",
  },
  {
    when: ({ hosting, repository }) => hosting === "amplify" && !repository,
    message: "hosting=amplify needs repository=https://…: Amplify builds what it finds there.",
  },
  {
    when: ({ access, valkey }) => valkey === "on" && access !== "vpc",
    message:
      "valkey=on needs access=vpc: ElastiCache answers inside a VPC only. Leave it off; Postgres does the same work.",
  },
  {
    when: ({ access, cognito }) => cognito === "on" && access === "vpc",
    message:
      "cognito=on does not go with access=vpc: the server asks Cognito's public address for tokens, and these subnets have no way out. Use passwords, or access=gateway.",
  },
  {
    when: ({ stage, previews }) => previews === "on" && stage === "prod",
    message:
      "previews=on does not go with stage=prod: code that nobody has read yet would work on people's data. Turn it on for stage=dev.",
  },
  {
    when: ({ hosting, previews }) => previews === "on" && hosting !== "amplify",
    message: "previews=on needs hosting=amplify: Amplify builds them.",
  },
  {
    when: ({ stage, alarmEmail }) => stage === "prod" && !alarmEmail,
    message: "stage=prod needs alarmEmail=…: an alarm that nobody hears is none.",
  },
  {
    when: ({ coach, modelId }) => coach === "bedrock" && modelId.startsWith("arn:") && !modelArnOf(modelId),
    message:
      "modelId is the ARN of an application inference profile, or of another thing whose models cannot be known here, and the worker may call only models that are named: give the id of a system-defined profile, such as us.amazon.nova-2-lite-v1:0.",
  },
  {
    when: ({ coach, modelId, region }) =>
      coach === "bedrock" && (modelArnOf(modelId)?.region ?? region) !== region,
    message:
      "modelId is an ARN of another region than the coach is called in: give the ARN of region=…, or the id alone.",
  },
  {
    when: ({ coach, modelId, modelRegions }) =>
      coach === "bedrock" && !modelRegions && !profileScope(modelId) && profilePrefix(modelId) !== undefined,
    message:
      "modelId names an inference profile of a geography that is not known here: say where it may run with modelRegions=region,region (aws bedrock get-inference-profile lists them).",
  },
  {
    when: ({ coach, modelId, region, modelRegions }) =>
      coach === "bedrock" &&
      !modelRegions &&
      Array.isArray(profileScope(modelId)) &&
      !profileScope(modelId)?.includes(region),
    message:
      "modelId names an inference profile that cannot be called from this region: choose the one of your geography (eu.… in Europe, us.… in the United States, global.… anywhere).",
  },
];

export type Settings = z.infer<typeof schema> & { budgetUsd: number };

/** Whether a firewall stands before the web. */
export const hasFirewall = ({ stage, firewall }: Pick<Settings, "stage" | "firewall">): boolean =>
  (firewall ?? (stage === "prod" ? "on" : "off")) === "on";

/** The name of every choice. */
export const SETTING_NAMES: readonly string[] = Object.keys(schema.shape);

/**
 * The choices of a deployment out of CDK's context.
 * @throws Error with one line for each choice that is wrong or cannot be had together with the others
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
  throw new Error(`These settings do not work:\n${lines.join("\n")}`);
}

const PROFILE_REGIONS: Record<string, readonly string[]> = {
  us: ["us-east-1", "us-east-2", "us-west-2"],
  eu: ["eu-central-1", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-3"],
  jp: ["ap-northeast-1", "ap-northeast-3"],
  au: ["ap-southeast-2", "ap-southeast-4"],
};

/** What the ARN of a model or of a system-defined profile names; undefined for anything else. */
export function modelArnOf(modelId: string): { region: string; id: string } | undefined {
  const arn =
    /^arn:aws[a-z-]*:bedrock:([a-z0-9-]+):(?::foundation-model|\d{12}:inference-profile)\/([\w.:-]+)$/;
  const [, region, id] = arn.exec(modelId) ?? [];
  return region && id ? { region, id } : undefined;
}

/** `us` of `us.amazon.nova-2-lite-v1:0` and of that profile's ARN; a plain model (`amazon.nova-…`) has none. */
export const profilePrefix = (modelId: string): string | undefined =>
  /^([a-z]{2,6})\.[a-z0-9]+\./.exec(modelArnOf(modelId)?.id ?? modelId)?.[1];

/** The regions a known inference profile spreads its calls over, or `global`. */
export function profileScope(modelId: string): readonly string[] | "global" | undefined {
  const prefix = profilePrefix(modelId);
  if (prefix === "global") return "global";
  return prefix === undefined ? undefined : PROFILE_REGIONS[prefix];
}
