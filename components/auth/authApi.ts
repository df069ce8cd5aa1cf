import { authRefusal, COGNITO_SIGN_IN } from "@/lib/auth/schema/refusals";
import { ApiError } from "../api/client";

async function post(path: string, body: unknown): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify(body),
    });
  } catch (cause) {
    throw new ApiError("offline", 0, "No connection. Try again when you have a signal.", { cause });
  }
  if (response.ok) return response.json().catch(() => null);
  if (response.status >= 500)
    throw new ApiError("server", response.status, "Something went wrong on our side. Try again in a moment.");
  throw new ApiError(
    "request",
    response.status,
    authRefusal(response.status, await response.json().catch(() => null)),
  );
}

/**
 * Signs in by e-mail and password; the session is a cookie.
 * @throws ApiError, as all functions of this file
 */
export async function signIn(form: { email: string; password: string }): Promise<void> {
  await post("/api/auth/sign-in/email", form);
}

/** Creates an account and signs in to it. */
export async function signUp(form: { name: string; email: string; password: string }): Promise<void> {
  await post("/api/auth/sign-up/email", form);
}

/** Ends the session of this browser. */
export async function signOut(): Promise<void> {
  await post("/api/auth/sign-out", {});
}

/** Requests a mail with a reset link; the response is the same when there is no such account. */
export async function requestPasswordReset(form: { email: string }): Promise<void> {
  await post("/api/auth/request-password-reset", form);
}

/** Sets a new password by the token of a reset link, which works once. */
export async function setNewPassword(form: { newPassword: string; token: string }): Promise<void> {
  await post("/api/auth/reset-password", form);
}

/** Redirects to the user pool, which redirects back. */
export async function signInWithCognito(): Promise<void> {
  const answer = await post("/api/auth/sign-in/social", COGNITO_SIGN_IN);
  window.location.assign((answer as { url: string }).url);
}
