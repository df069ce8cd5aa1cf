import { z } from "zod";

const flag = z.enum(["true", "false"]).transform((value) => value === "true");

/** The defaults of addresses and names are for local development; UNSET replaces them in production. */
const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  SERVICE_NAME: z.string().default("ski-racer"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),

  /** The public URL; also the only origin that may send writes. */
  APP_URL: z.url().default("http://localhost:3000"),
  DATABASE_URL: z.string().default("postgresql://postgres:postgres@localhost:5432/skiracer"),
  /** Replaces DATABASE_URL and uses IAM authentication. */
  DATABASE_HOST: z.string().optional(),
  DATABASE_PORT: z.coerce.number().int().default(5432),
  DATABASE_NAME: z.string().default("skiracer"),
  DATABASE_USER: z.string().default("skiracer_app"),
  /** Each preview deployment has its own schema. */
  DATABASE_SCHEMA: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,62}$/)
    .default("public"),
  DATABASE_POOL_MAX: z.coerce.number().int().min(1).default(5),

  /** Overrides AWS_REGION where that name is reserved, as on Amplify. */
  APP_REGION: z.string().optional(),
  AWS_REGION: z.string().default("us-east-1"),
  /** Unset on AWS. */
  S3_ENDPOINT: z.url().optional(),
  S3_FORCE_PATH_STYLE: flag.default(false),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  /** Bucket of originals. */
  MEDIA_BUCKET: z.string().default("media"),
  /** Bucket of derived files; MEDIA_BUCKET by default. */
  DERIVED_BUCKET: z.string().optional(),
  /** A CloudFront distribution with both buckets as origins. */
  CDN_URL: z.url().optional(),
  CDN_KEY_PAIR_ID: z.string().optional(),
  CDN_PRIVATE_KEY_ARN: z.string().optional(),
  SQS_ENDPOINT: z.url().optional(),
  ANALYSIS_QUEUE_NAME: z.string().default("analysis"),
  /** Queue for long clips; ANALYSIS_QUEUE_NAME by default. */
  LONG_QUEUE_NAME: z.string().optional(),
  /** Minimum size of a long clip, whose duration is unknown before the analysis. */
  LONG_CLIP_BYTES: z.coerce.number().int().min(1).default(1_000_000_000),

  AUTH_SECRET: z.string().min(32).optional(),
  AUTH_SECRET_ARN: z.string().optional(),
  SECRETS_ENDPOINT: z.url().optional(),
  SES_ENDPOINT: z.url().optional(),
  XRAY_ENDPOINT: z.url().optional(),
  COGNITO_USER_POOL_ID: z.string().optional(),
  COGNITO_DOMAIN: z.string().optional(),
  COGNITO_CLIENT_ID: z.string().optional(),
  COGNITO_CLIENT_SECRET_ARN: z.string().optional(),
  /** Sender address; without it no mail is sent. */
  MAIL_FROM: z.string().optional(),
  /** Writes mail to this folder instead of sending it, for local development and tests. */
  MAIL_DIR: z.string().optional(),
  /** Valkey for sessions and rate limits; Postgres by default. */
  VALKEY_URL: z.url().optional(),

  /** `bedrock` falls back to `rules`, with the reason in the feedback. */
  COACHING_ENGINE: z.enum(["rules", "bedrock"]).default("rules"),
  /** A model id, an inference profile or an ARN; without a default, since models retire. */
  BEDROCK_MODEL_ID: z.string().optional(),
  BEDROCK_REGION: z.string().optional(),
  BEDROCK_ENDPOINT: z.url().optional(),
  BEDROCK_MAX_TOKENS: z.coerce.number().int().min(256).default(2_000),
  BEDROCK_TIMEOUT_MS: z.coerce.number().int().min(1_000).default(60_000),
  BEDROCK_USD_PER_MTOK_IN: z.coerce.number().min(0).optional(),
  BEDROCK_USD_PER_MTOK_OUT: z.coerce.number().min(0).optional(),
  /** Limit per calendar month (UTC), after which the rules engine is used. */
  BEDROCK_MONTHLY_USD: z.coerce.number().min(0).default(20),
  /** Sends the clip itself to models that read video from S3. */
  BEDROCK_VIDEO: flag.default(false),

  /** Name of the deployment in metrics and traces. */
  STAGE: z.string().default("local"),
  METRICS: z.enum(["off", "emf"]).default("off"),
  TRACES: z.enum(["off", "xray"]).default("off"),

  /** How long a worker owns an analysis without a heartbeat. */
  ANALYSIS_LEASE_S: z.coerce.number().int().min(1).default(60),
  ANALYSIS_MAX_ATTEMPTS: z.coerce.number().int().min(1).default(5),
  /** By default the number of cores; at most four. */
  POSE_THREADS: z.coerce.number().int().min(1).optional(),
});
export type Env = z.infer<typeof schema>;

const NEEDED_WITH = {
  CDN_URL: ["CDN_KEY_PAIR_ID", "CDN_PRIVATE_KEY_ARN"],
  COGNITO_CLIENT_ID: ["COGNITO_USER_POOL_ID", "COGNITO_DOMAIN"],
} as const satisfies Partial<Record<keyof Env, readonly (keyof Env)[]>>;

type Variables = Record<string, string | undefined>;

const withoutEmpty = (source: Variables): Variables =>
  Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));

const missingCompanions = (source: Variables): string[] =>
  Object.entries(NEEDED_WITH).flatMap(([variable, needed]) =>
    source[variable] === undefined
      ? []
      : needed.filter((name) => source[name] === undefined).map((name) => `  ${name}: ${variable} needs it`),
  );

/** Production defaults, which parse, because a build has no settings, but never resolve (RFC 2606). */
const UNSET = {
  APP_URL: "http://app-url.invalid",
  DATABASE_URL: "postgresql://database-url.invalid/unset",
  MEDIA_BUCKET: "unset.invalid",
  ANALYSIS_QUEUE_NAME: "unset.invalid",
} as const satisfies Partial<Record<keyof Env, string>>;

/** Parses environment variables. @throws Error that names each invalid variable and why */
export function parseEnv(source: Variables): Env {
  const given = withoutEmpty(source);
  if (given.APP_REGION) given.AWS_REGION = given.APP_REGION;
  const parsed = schema.safeParse(given.NODE_ENV === "production" ? { ...UNSET, ...given } : given);
  const lines = parsed.success
    ? missingCompanions(given)
    : parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  if (parsed.success && lines.length === 0) return parsed.data;
  throw new Error(`The environment is not complete:\n${lines.join("\n")}`);
}

const WORKER_SETTINGS: readonly (readonly (keyof Env)[])[] = [
  ["DATABASE_URL", "DATABASE_HOST"],
  ["MEDIA_BUCKET"],
  ["ANALYSIS_QUEUE_NAME"],
  ["AWS_REGION", "APP_REGION"],
];

/** Production needs at least one setting of each list. */
const REQUIRED = {
  web: [["APP_URL"], ["AUTH_SECRET", "AUTH_SECRET_ARN"], ...WORKER_SETTINGS],
  worker: WORKER_SETTINGS,
} as const;
export type ProgramName = keyof typeof REQUIRED;

/** Returns the settings missing in production, such as "DATABASE_URL or DATABASE_HOST"; empty elsewhere. */
export function missingSettings(program: ProgramName, source: Variables): string[] {
  if (source.NODE_ENV !== "production") return [];
  const given = withoutEmpty(source);
  return REQUIRED[program]
    .filter((names) => names.every((name) => given[name] === undefined))
    .map((names) => names.join(" or "));
}

export const env: Env = parseEnv(process.env);
