import type { Env } from "@/lib/env";

/** Amplify passes no branch variable to SSR compute, so the build contains these. Secrets only as ARN. */
export const RUNTIME_VARIABLES = [
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

/** Returns the default address of an Amplify branch; a preview has no other source for it. */
function branchAddress({ AWS_BRANCH: branch, AWS_APP_ID: app }: NodeJS.ProcessEnv): string | undefined {
  if (!branch || !app) return undefined;
  return `https://${branch.replace(/[^A-Za-z0-9]+/g, "-").toLowerCase()}.${app}.amplifyapp.com`;
}

/**
 * Returns the text of `.env.production` for a build.
 * @throws Error when a value contains a line break, a quote or a backslash
 */
export function envProduction(source: NodeJS.ProcessEnv): string {
  const values: NodeJS.ProcessEnv = { ...source, APP_URL: source.APP_URL || branchAddress(source) };
  return RUNTIME_VARIABLES.flatMap((name) => {
    const value = values[name];
    if (!value) return [];
    if (/[\n\r"\\]/.test(value))
      throw new Error(`${name} contains a character that .env.production cannot hold: ${value}`);
    // Next.js expands $NAME in env files.
    return [`${name}="${value.replaceAll("$", "\\$")}"\n`];
  }).join("");
}
