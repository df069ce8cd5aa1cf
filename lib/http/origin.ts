import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";

/** Checks that a write comes from APP_URL, by Origin or else Sec-Fetch-Site. @throws AppError forbidden */
export function checkOrigin(headers: Headers): void {
  const origin = headers.get("origin");
  if (origin === new URL(env.APP_URL).origin) return;
  if (origin === null && headers.get("sec-fetch-site") === "same-origin") return;
  throw new AppError("forbidden", "request from another origin", {
    publicMessage: "This request did not come from the application's own pages.",
  });
}
