// Loaded by the browser, so it does not import zod.

export const PASSWORD_MIN = 10;
export const PASSWORD_MAX = 128;

/** The only body of /sign-in/social that is accepted. */
export const COGNITO_SIGN_IN = {
  provider: "cognito",
  callbackURL: "/runs",
  errorCallbackURL: "/sign-in",
} as const;
const REFUSALS: Record<string, string> = {
  INVALID_EMAIL_OR_PASSWORD: "The e-mail address or the password is wrong.",
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: "There is an account with this e-mail address. Sign in instead.",
  INVALID_EMAIL: "Enter an e-mail address.",
  PASSWORD_TOO_SHORT: `Use at least ${PASSWORD_MIN} characters.`,
  INVALID_TOKEN: "This link has expired or was used before. Ask for a new one.",
  PASSWORD_TOO_LONG: `Use at most ${PASSWORD_MAX} characters.`,
};

/** Returns the message for a failed sign-in or sign-up, from the response's status and parsed body. */
export function authRefusal(status: number, body: unknown): string {
  if (status === 429) return "Too many tries. Wait a minute and try again.";
  const code = typeof body === "object" && body !== null && "code" in body ? String(body.code) : "";
  return REFUSALS[code] ?? "Signing in did not work. Try again.";
}

/** Returns the message for a failed sign-in by the user pool, from the `error` parameter of the URL. */
export function cognitoRefusal(error: string): string {
  if (error.replaceAll("_", " ") === "account not linked")
    return "There is an account with this e-mail address. Sign in with its password, or set a new one by mail; then both ways work.";
  if (error === "access_denied") return "Signing in was stopped. Try again.";
  return "Signing in with the club's account did not work. Try again.";
}
