import { authRefusal } from "@/lib/auth/schema";
import { ApiError } from "../api/client";

async function post(path: string, body: unknown): Promise<void> {
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
  if (response.ok) return;
  if (response.status >= 500)
    throw new ApiError("server", response.status, "Something went wrong on our side. Try again in a moment.");
  throw new ApiError(
    "request",
    response.status,
    authRefusal(response.status, await response.json().catch(() => null)),
  );
}

/** Each rejects with an ApiError whose words are for the person. */
export const signIn = (form: { email: string; password: string }) => post("/api/auth/sign-in/email", form);
export const signUp = (form: { name: string; email: string; password: string }) =>
  post("/api/auth/sign-up/email", form);
export const signOut = () => post("/api/auth/sign-out", {});
