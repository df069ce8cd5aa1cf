import type { Env } from "@/lib/env";

/**
 * The variables of a branch that its server reads at run time. Amplify hands none of them on by itself, and what is written
 * into a build can be read by whoever can read the build: names and addresses only, secrets by the ARN they are kept under.
 */
export const WRITTEN = [
  "APP_URL",
  "APP_REGION",
  "DATABASE_HOST",
  "DATABASE_PORT",
  "DATABASE_NAME",
  "DATABASE_USER",
  "DATABASE_SCHEMA",
  "DATABASE_POOL_MAX",
  "MEDIA_BUCKET",
  "DERIVED_BUCKET",
  "CDN_URL",
  "CDN_KEY_PAIR_ID",
  "CDN_PRIVATE_KEY_ARN",
  "ANALYSIS_QUEUE_NAME",
  "LONG_QUEUE_NAME",
  "LONG_CLIP_BYTES",
  "AUTH_SECRET_ARN",
  "COGNITO_USER_POOL_ID",
  "COGNITO_DOMAIN",
  "COGNITO_CLIENT_ID",
  "COGNITO_CLIENT_SECRET_ARN",
  "MAIL_FROM",
  "SERVICE_NAME",
  "STAGE",
  "METRICS",
  "TRACES",
  "LOG_LEVEL",
] as const satisfies readonly (keyof Env)[];

/** The address Amplify gives a branch, which a preview learns only when it is built. */
function branchAddress({ AWS_BRANCH: branch, AWS_APP_ID: app }: NodeJS.ProcessEnv): string | undefined {
  if (!branch || !app) return undefined;
  return `https://${branch.replace(/[^A-Za-z0-9]+/g, "-").toLowerCase()}.${app}.amplifyapp.com`;
}

/**
 * The text of `.env.production` for a build with these variables.
 * @throws when a value cannot be written on one line
 */
export function envProduction(source: NodeJS.ProcessEnv): string {
  const values: NodeJS.ProcessEnv = { ...source, APP_URL: source.APP_URL || branchAddress(source) };
  return WRITTEN.flatMap((name) => {
    const value = values[name];
    if (!value) return [];
    if (/[\n\r"\\]/.test(value)) throw new Error(`${name} holds what .env.production cannot: ${value}`);
    // A dollar sign would be taken for another variable.
    return [`${name}="${value.replaceAll("$", "\\$")}"\n`];
  }).join("");
}
