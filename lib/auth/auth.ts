import { prismaAdapter } from "better-auth/adapters/prisma";
import { createAuthMiddleware, isAPIError } from "better-auth/api";
import { betterAuth } from "better-auth/minimal";
import { readSecret } from "@/lib/adapters/secrets";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { consume } from "@/lib/limits/rate-limit";
import { log } from "@/lib/log";
import { ensurePersonalTeam } from "@/lib/teams/service";
import { cognitoProvider } from "./cognito";
import { authDatabase } from "./database";
import { guard } from "./guard";
import { passwordReset } from "./password-reset";
import { PASSWORD_MAX, PASSWORD_MIN } from "./schema";
import { sessionCache } from "./session-cache";

const isHttps = new URL(env.APP_URL).protocol === "https:";
const COOKIE_PREFIX = "ski-racer";

export const SESSION_COOKIE = `${isHttps ? "__Secure-" : ""}${COOKIE_PREFIX}.session_token`;

/** Passes the client address to Better Auth; the handler overwrites a value from the client. */
export const ADDRESS_HEADER = "x-client-address";

const DAY_S = 24 * 3600;

function createAuth(secret: string, cognito: Awaited<ReturnType<typeof cognitoProvider>>) {
  return betterAuth({
    appName: "Ski Racer",
    baseURL: env.APP_URL,
    basePath: "/api/auth",
    secret,
    trustedOrigins: [new URL(env.APP_URL).origin],
    database: prismaAdapter(authDatabase, { provider: "postgresql", transaction: true }),
    emailAndPassword: {
      enabled: true,
      minPasswordLength: PASSWORD_MIN,
      maxPasswordLength: PASSWORD_MAX,
      ...passwordReset(),
    },
    socialProviders: { ...(cognito && { cognito }) },
    account: {
      // Both accounts need a verified address; otherwise someone could sign up with another person's address
      // and share that person's account later.
      accountLinking: { enabled: true, trustedProviders: [], requireLocalEmailVerified: true },
      updateAccountOnSignIn: false,
    },
    // Hashed, so that a database backup contains no usable reset token.
    verification: { storeIdentifier: "hashed", storeInDatabase: true },
    secondaryStorage: sessionCache(),
    session: { expiresIn: 30 * DAY_S, updateAge: DAY_S, storeSessionInDatabase: true },
    rateLimit: {
      enabled: true,
      window: 60,
      max: 120,
      customRules: {
        "/sign-in/email": { window: 60, max: 20 },
        "/sign-up/email": { window: 60, max: 20 },
        "/request-password-reset": { window: 600, max: 10 },
        "/reset-password": { window: 60, max: 20 },
      },
      customStorage: {
        consume: async (key, rule) => {
          const { allowed, retryAfterS } = await consume(`auth:${key}`, rule.window, rule.max);
          return { allowed, retryAfter: retryAfterS };
        },
      },
    },
    hooks: { before: createAuthMiddleware(async (ctx) => guard(ctx.path, ctx.body)) },
    databaseHooks: {
      // Every sign-in creates a session, so an interrupted sign-up is completed by the next sign-in.
      session: { create: { after: async (session) => ensurePersonalTeam(session.userId) } },
      // Tokens of the user pool are not needed.
      account: {
        create: {
          before: async (account) => ({
            data: { ...account, accessToken: null, refreshToken: null, idToken: null },
          }),
        },
      },
    },
    advanced: {
      // Prisma creates the ids (UUIDv7). `joins` reads a session with its user in one query.
      database: { generateId: false, joins: true },
      useSecureCookies: isHttps,
      cookiePrefix: COOKIE_PREFIX,
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
    // Levels below "warn" log e-mail addresses.
    logger: {
      level: "warn",
      log: (level, reason) =>
        log[level === "error" ? "error" : "warn"]({ reason }, "better auth reported a problem"),
    },
    // By default every rejected request is printed.
    onAPIError: {
      errorURL: new URL("/sign-in", env.APP_URL).href,
      onError: (error) => {
        if (!isAPIError(error) || error.statusCode >= 500) log.error({ err: error }, "better auth failed");
      },
    },
    telemetry: { enabled: false },
  });
}

export type Auth = ReturnType<typeof createAuth>;

let instance: Promise<Auth> | undefined;

/** Returns Better Auth, created at the first call, because a build has no secret. @throws AppError */
export function auth(): Promise<Auth> {
  instance ??= Promise.all([authSecret(), cognitoProvider()])
    .then(([secret, cognito]) => createAuth(secret, cognito))
    .catch((error: unknown) => {
      instance = undefined;
      throw error;
    });
  return instance;
}

const SECRET_MIN = 32;

async function authSecret(): Promise<string> {
  if (env.AUTH_SECRET) return env.AUTH_SECRET;
  if (!env.AUTH_SECRET_ARN)
    throw new AppError("internal", "auth: neither AUTH_SECRET nor AUTH_SECRET_ARN is set");
  const secret = await readSecret(env.AUTH_SECRET_ARN);
  if (secret.length < SECRET_MIN)
    throw new AppError("internal", `auth: secret of AUTH_SECRET_ARN is under ${SECRET_MIN} characters`);
  return secret;
}
