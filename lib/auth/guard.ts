import { createHash } from "node:crypto";
import { APIError } from "better-auth/api";
import type { z } from "zod";
import { consume } from "@/lib/limits/rate-limit";
import { cognitoSignInSchema, forgotPasswordSchema, signInSchema, signUpSchema } from "./schema";

/** Requests for one account from all addresses; high enough that other people cannot lock the owner out. */
const ACCOUNT_LIMITS = {
  "/sign-in/email": { name: "sign-in", windowS: 600, tries: 20 },
  "/request-password-reset": { name: "password-reset", windowS: 3600, tries: 5 },
} as const;

/** Stricter than the schemas of Better Auth. */
const BODY_SCHEMAS: Record<string, z.ZodType> = {
  "/sign-up/email": signUpSchema,
  "/sign-in/social": cognitoSignInSchema,
  "/request-password-reset": forgotPasswordSchema,
};

/** Checks the body and the rate limit of the account, whether it exists or not. @throws APIError */
export async function guard(path: string | undefined, body: unknown): Promise<void> {
  const parsed = BODY_SCHEMAS[path ?? ""]?.safeParse(body);
  if (parsed && !parsed.success) {
    throw new APIError("BAD_REQUEST", {
      code: "INVALID_FORM",
      message: parsed.error.issues[0]?.message ?? "Something in the form is not right",
    });
  }
  const limit = ACCOUNT_LIMITS[path as keyof typeof ACCOUNT_LIMITS];
  if (!limit) return;
  const email = signInSchema.shape.email.safeParse((body as { email?: unknown } | null)?.email);
  const account = createHash("sha256")
    .update(email.data ?? "")
    .digest("base64url");
  const { allowed } = await consume(`auth:${limit.name}:${account}`, limit.windowS, limit.tries);
  if (!allowed) throw new APIError("TOO_MANY_REQUESTS", { message: "Too many tries. Wait a few minutes." });
}
