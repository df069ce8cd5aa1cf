import { z } from "zod";

/**
 * Forms for sign-in and sign-up, and the endpoints that the browser calls (JSON; the server sets cookies):
 *
 * - `POST /api/auth/sign-up/email`  { name, email, password } -> 200 { user }, signed in
 * - `POST /api/auth/sign-in/email`  { email, password } -> 200 { user }
 * - `POST /api/auth/sign-out`       {} -> 200
 * - `GET  /api/auth/get-session`    -> 200 { user } or null
 * - `POST /api/auth/request-password-reset` { email } -> 200, whether the account exists or not
 * - `POST /api/auth/reset-password` { token, newPassword } -> 200; ends the account's sessions, without a
 *   sign-in
 * - `POST /api/auth/sign-in/social` cognitoSignIn -> 200 { url } of the user pool
 *
 * Errors are `{ code, message }`; `authRefusal` returns the message for the person.
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

const newPassword = z
  .string()
  .min(PASSWORD_MIN, `Use at least ${PASSWORD_MIN} characters`)
  .max(PASSWORD_MAX, `Use at most ${PASSWORD_MAX} characters`);

export const forgotPasswordSchema = z.strictObject({ email });
export const newPasswordSchema = z.object({ newPassword });

/** The only accepted body for a sign-in by the user pool. */
export const COGNITO_SIGN_IN = {
  provider: "cognito",
  callbackURL: "/runs",
  errorCallbackURL: "/sign-in",
} as const;
export const cognitoSignInSchema = z.strictObject({
  provider: z.literal(COGNITO_SIGN_IN.provider),
  callbackURL: z.literal(COGNITO_SIGN_IN.callbackURL),
  errorCallbackURL: z.literal(COGNITO_SIGN_IN.errorCallbackURL),
});

export const signUpSchema = z.object({
  name: z
    .string()
    .trim()
    .min(1, "Enter your name")
    .max(80, "Keep the name under 80 characters")
    .refine((name) => !name.includes("\0"), "This name has a character that cannot be kept"),
  email,
  password: newPassword,
});
export type SignUp = z.infer<typeof signUpSchema>;

const REFUSALS: Record<string, string> = {
  INVALID_EMAIL_OR_PASSWORD: "The e-mail address or the password is wrong.",
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: "There is an account with this e-mail address. Sign in instead.",
  INVALID_EMAIL: "Enter an e-mail address.",
  PASSWORD_TOO_SHORT: `Use at least ${PASSWORD_MIN} characters.`,
  INVALID_TOKEN: "This link has expired or was used before. Ask for a new one.",
  PASSWORD_TOO_LONG: `Use at most ${PASSWORD_MAX} characters.`,
};

/** Returns the message for a refused sign-in or sign-up, from the response's status and parsed body. */
export function authRefusal(status: number, body: unknown): string {
  if (status === 429) return "Too many tries. Wait a minute and try again.";
  const code = typeof body === "object" && body !== null && "code" in body ? String(body.code) : "";
  return REFUSALS[code] ?? "Signing in did not work. Try again.";
}

/** Returns the message for a failed sign-in at the user pool, from the `error` parameter of the callback. */
export function cognitoRefusal(error: string): string {
  if (error.replaceAll("_", " ") === "account not linked")
    return "There is an account with this e-mail address. Sign in with its password, or set a new one by mail; then both ways work.";
  if (error === "access_denied") return "Signing in was stopped. Try again.";
  return "Signing in with the club's account did not work. Try again.";
}
