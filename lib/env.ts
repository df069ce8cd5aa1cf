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
  DATABASE_POOL_MAX: z.coerce.number().int().min(1).default(5),

  AWS_REGION: z.string().default("us-east-1"),
  /** Only on a laptop and in tests; on AWS the SDK knows where S3 and SQS are. */
  S3_ENDPOINT: z.url().optional(),
  S3_FORCE_PATH_STYLE: flag.default(false),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  MEDIA_BUCKET: z.string().default("media"),
  SQS_ENDPOINT: z.url().optional(),
  ANALYSIS_QUEUE_NAME: z.string().default("analysis"),

  /** Signs sessions. At least 32 characters; required where people sign in. */
  AUTH_SECRET: z.string().min(32).optional(),

  /** How long a worker owns an analysis without saying that it still lives. */
  ANALYSIS_LEASE_S: z.coerce.number().int().min(1).default(60),
  ANALYSIS_MAX_ATTEMPTS: z.coerce.number().int().min(1).default(5),
  /** Poses estimated at once, each on a thread of its own; the machine's cores, at most four, unless told. */
  POSE_THREADS: z.coerce.number().int().min(1).optional(),
});
export type Env = z.infer<typeof schema>;

/** Parses an environment, or throws one error that names each variable and what is wrong with it. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(present);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`The environment is not complete:\n${lines.join("\n")}`);
}

export const env: Env = parseEnv(process.env);
