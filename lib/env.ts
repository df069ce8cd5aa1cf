import { z } from "zod";

const flag = z.enum(["true", "false"]).transform((value) => value === "true");

/**
 * Everything the application reads from its surroundings. The defaults are those of nobody: a laptop's come from
 * `npm run local`, AWS's from the deployment.
 */
const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  SERVICE_NAME: z.string().default("ski-racer"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),

  /** Where people reach the application; also the one origin that may post to it. */
  APP_URL: z.url().default("http://localhost:3000"),
  DATABASE_URL: z.string().default("postgresql://postgres:postgres@localhost:5432/skiracer"),
  /** Instead of DATABASE_URL where there is no password: TLS, and a token of the role's for each connection. */
  DATABASE_HOST: z.string().optional(),
  DATABASE_PORT: z.coerce.number().int().default(5432),
  DATABASE_NAME: z.string().default("skiracer"),
  DATABASE_USER: z.string().default("skiracer_app"),
  /** A preview of a branch has tables of its own beside the others'. */
  DATABASE_SCHEMA: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,62}$/)
    .default("public"),
  DATABASE_POOL_MAX: z.coerce.number().int().min(1).default(5),

  /** What the deployment says where nobody may set AWS_REGION, as at Amplify; it goes first. */
  APP_REGION: z.string().optional(),
  /** Where S3, SQS and the rest are. Lambda and containers are told by AWS. */
  AWS_REGION: z.string().default("us-east-1"),
  /** Only on a laptop and in tests; on AWS the SDK knows where S3 and SQS are. */
  S3_ENDPOINT: z.url().optional(),
  S3_FORCE_PATH_STYLE: flag.default(false),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  /** Where people's originals lie. */
  MEDIA_BUCKET: z.string().default("media"),
  /** Where analyses put what they make; the same bucket unless told. */
  DERIVED_BUCKET: z.string().optional(),
  /** A CloudFront distribution in front of both buckets, and the key that signs its links; without it S3 signs them. */
  CDN_URL: z.url().optional(),
  CDN_KEY_PAIR_ID: z.string().optional(),
  CDN_PRIVATE_KEY_ARN: z.string().optional(),
  SQS_ENDPOINT: z.url().optional(),
  ANALYSIS_QUEUE_NAME: z.string().default("analysis"),
  /** Where long clips wait for a worker that has the time; without it they wait with the others. */
  LONG_QUEUE_NAME: z.string().optional(),
  /** From how many bytes on a clip is taken for long. Nothing better is known of one that nobody has looked into. */
  LONG_CLIP_BYTES: z.coerce.number().int().min(1).default(1_000_000_000),

  /** Signs sessions. At least 32 characters; this or its secret's ARN is required where people sign in. */
  AUTH_SECRET: z.string().min(32).optional(),
  AUTH_SECRET_ARN: z.string().optional(),
  /** Only in tests: where Secrets Manager, SES and X-Ray are answered for. */
  SECRETS_ENDPOINT: z.url().optional(),
  SES_ENDPOINT: z.url().optional(),
  XRAY_ENDPOINT: z.url().optional(),
  /** Signing in with a Cognito user pool, beside or instead of passwords. */
  COGNITO_USER_POOL_ID: z.string().optional(),
  COGNITO_DOMAIN: z.string().optional(),
  COGNITO_CLIENT_ID: z.string().optional(),
  COGNITO_CLIENT_SECRET_ARN: z.string().optional(),
  /** Who mail is from; without it nothing is mailed. */
  MAIL_FROM: z.string().optional(),
  /** Only on a laptop and in tests: the folder where mail is put as files instead of being sent. */
  MAIL_DIR: z.string().optional(),
  /** Holds sessions and rate limits instead of Postgres. */
  VALKEY_URL: z.url().optional(),

  /** The engine that writes feedback. `bedrock` falls back to `rules`, with the reason in the feedback. */
  COACHING_ENGINE: z.enum(["rules", "bedrock"]).default("rules"),
  /** An inference profile or a model. It has no default, since models retire. */
  BEDROCK_MODEL_ID: z.string().optional(),
  BEDROCK_REGION: z.string().optional(),
  BEDROCK_ENDPOINT: z.url().optional(),
  BEDROCK_MAX_TOKENS: z.coerce.number().int().min(256).default(2_000),
  BEDROCK_TIMEOUT_MS: z.coerce.number().int().min(1_000).default(60_000),
  BEDROCK_USD_PER_MTOK_IN: z.coerce.number().min(0).optional(),
  BEDROCK_USD_PER_MTOK_OUT: z.coerce.number().min(0).optional(),
  /** Limit of a calendar month (UTC), after which the rules engine writes. */
  BEDROCK_MONTHLY_USD: z.coerce.number().min(0).default(20),
  /** Sends the clip itself to models that take video from S3. */
  BEDROCK_VIDEO: flag.default(false),

  /** Names the deployment in metrics and traces. */
  STAGE: z.string().default("local"),
  METRICS: z.enum(["off", "emf"]).default("off"),
  TRACES: z.enum(["off", "xray"]).default("off"),

  /** How long a worker owns an analysis without saying that it still lives. */
  ANALYSIS_LEASE_S: z.coerce.number().int().min(1).default(60),
  ANALYSIS_MAX_ATTEMPTS: z.coerce.number().int().min(1).default(5),
  /** Poses estimated at once, each on a thread of its own; the machine's cores, at most four, unless told. */
  POSE_THREADS: z.coerce.number().int().min(1).optional(),
});
export type Env = z.infer<typeof schema>;

/** Variables that mean something only together, by the one that asks for the others. */
const TOGETHER = {
  CDN_URL: ["CDN_KEY_PAIR_ID", "CDN_PRIVATE_KEY_ARN"],
  COGNITO_CLIENT_ID: ["COGNITO_USER_POOL_ID", "COGNITO_DOMAIN"],
} as const satisfies Partial<Record<keyof Env, readonly (keyof Env)[]>>;

/** A line for each variable that another one needs and that is not there. */
const lonely = (source: Record<string, unknown>): string[] =>
  Object.entries(TOGETHER).flatMap(([asking, needed]) =>
    source[asking] === undefined
      ? []
      : needed.filter((name) => source[name] === undefined).map((name) => `  ${name}: ${asking} needs it`),
  );

/** Parses an environment, or throws one error that names each variable and what is wrong with it. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  if (present.APP_REGION) present.AWS_REGION = present.APP_REGION;
  const parsed = schema.safeParse(present);
  const lines = parsed.success
    ? lonely(present)
    : parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  if (parsed.success && lines.length === 0) return parsed.data;
  throw new Error(`The environment is not complete:\n${lines.join("\n")}`);
}

export const env: Env = parseEnv(process.env);
