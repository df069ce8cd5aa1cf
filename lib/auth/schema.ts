import { z } from "zod";

/**
 * Forms for signing in and up, and what the browser calls (JSON in and out, cookies by the server):
 *
 * - `POST /api/auth/sign-up/email`  { name, email, password } -> 200 { user }, signed in at once
 * - `POST /api/auth/sign-in/email`  { email, password } -> 200 { user }
 * - `POST /api/auth/sign-out`       {} -> 200
 * - `GET  /api/auth/get-session`    -> 200 { user } or null
 *
 * Refusals carry `{ code, message }`; `authRefusal` turns one into words.
 */
export const PASSWORD_MIN = 10;
export const PASSWORD_MAX = 128;

const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, "This address is too long")
  .pipe(z.email("Enter an e-mail address"));

export const signInSchema = z.object({
  email,
  password: z.string().min(1, "Enter your password").max(PASSWORD_MAX, "This password is too long"),
});
export type SignIn = z.infer<typeof signInSchema>;

export const signUpSchema = z.object({
  name: z
    .string()
    .trim()
    .min(1, "Enter your name")
    .max(80, "Keep the name under 80 characters")
    .refine((name) => !name.includes("\0"), "This name has a character that cannot be kept"),
  email,
  password: z
    .string()
    .min(PASSWORD_MIN, `Use at least ${PASSWORD_MIN} characters`)
    .max(PASSWORD_MAX, `Use at most ${PASSWORD_MAX} characters`),
});
export type SignUp = z.infer<typeof signUpSchema>;

const REFUSALS: Record<string, string> = {
  INVALID_EMAIL_OR_PASSWORD: "The e-mail address or the password is wrong.",
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: "There is an account with this e-mail address. Sign in instead.",
  INVALID_EMAIL: "Enter an e-mail address.",
  PASSWORD_TOO_SHORT: `Use at least ${PASSWORD_MIN} characters.`,
  PASSWORD_TOO_LONG: `Use at most ${PASSWORD_MAX} characters.`,
};

/** Words for a refused sign-in or sign-up, from the response's status and parsed body. */
export function authRefusal(status: number, body: unknown): string {
  if (status === 429) return "Too many tries. Wait a minute and try again.";
  const code = typeof body === "object" && body !== null && "code" in body ? String(body.code) : "";
  return REFUSALS[code] ?? "Signing in did not work. Try again.";
}
