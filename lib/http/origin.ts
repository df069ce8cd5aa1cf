import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";

/**
 * Lets only our own pages write: the Origin every browser sends with a write must be the application's, or, where a
 * browser leaves it out, Sec-Fetch-Site must say same-origin.
 * @throws AppError forbidden
 */
export function checkOrigin(headers: Headers): void {
  const origin = headers.get("origin");
  if (origin === new URL(env.APP_URL).origin) return;
  if (origin === null && headers.get("sec-fetch-site") === "same-origin") return;
  throw new AppError("forbidden", "request from another origin", {
    publicMessage: "This request did not come from the application's own pages.",
  });
}
