import { STATUS_CODES } from "node:http";
import type { z } from "zod";
import { AppError, ERROR_CODES, type InvalidParam, RateLimitError } from "@/lib/errors";
import { isOutage } from "./outage";
import type { Problem } from "./schema";

/** Maps anything thrown to an AppError; an unknown error becomes `internal`, without its message. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (isOutage(thrown)) {
    return new AppError("unavailable", "database unavailable", { cause: thrown });
  }
  return new AppError("internal", "unexpected error", { cause: thrown });
}

/** Returns the problem+json response for an error. */
export function problemResponse(thrown: unknown, requestId: string): Response {
  const error = toAppError(thrown);
  const { status } = ERROR_CODES[error.code];
  const problem: Problem = {
    type: "about:blank",
    title: STATUS_CODES[status] ?? "Error",
    status,
    detail: error.publicMessage,
    code: error.code,
    requestId,
    ...(error.invalidParams.length > 0 ? { invalidParams: error.invalidParams } : {}),
  };
  const headers = new Headers({
    "content-type": "application/problem+json",
    "cache-control": "no-store",
    "x-request-id": requestId,
  });
  if (error instanceof RateLimitError) headers.set("retry-after", String(error.retryAfterS));
  return new Response(JSON.stringify(problem), { status, headers });
}

/** Maps a ZodError to an AppError that names each invalid field, with `prefix` before its path. */
export function invalidInput(error: z.ZodError, prefix?: string): AppError {
  const invalidParams: InvalidParam[] = error.issues.map((issue) => ({
    name: [...(prefix ? [prefix] : []), ...issue.path].join(".") || "body",
    reason: issue.message,
  }));
  return new AppError("invalid", `invalid ${invalidParams.map((param) => param.name).join(", ")}`, {
    publicMessage: invalidParams[0]?.reason,
    invalidParams,
  });
}
