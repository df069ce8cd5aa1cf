import { AppError } from "@/lib/errors";

interface SdkErrorFields {
  name?: string;
  code?: string;
  message?: string;
  $metadata?: { httpStatusCode?: number };
  $retryable?: { throttling?: boolean };
}

const TRANSIENT_NAMES = new Set([
  "TimeoutError",
  "RequestTimeout",
  "RequestTimeoutException",
  "RequestTimeTooSkewed",
  "SlowDown",
  "Throttling",
  "ThrottlingException",
  "RequestThrottled",
  "TooManyRequestsException",
  "OperationAborted",
  "ExpiredToken",
  "ExpiredTokenException",
  "CredentialsProviderError",
]);

/** Returns the name of an SDK error, such as `NoSuchUpload`; an empty string without a name. */
export const sdkErrorName = (error: unknown): string => (error as SdkErrorFields | null)?.name ?? "";

/** Returns the HTTP status of an SDK error; undefined without a response. */
export const sdkErrorStatus = (error: unknown): number | undefined =>
  (error as SdkErrorFields | null)?.$metadata?.httpStatusCode;

function isTransient(error: SdkErrorFields): boolean {
  if (error.$retryable || TRANSIENT_NAMES.has(error.name ?? "")) return true;
  const status = error.$metadata?.httpStatusCode;
  if (status !== undefined) return status >= 500 || status === 429 || status === 408;
  // Network errors without a response: refused, reset, unresolvable.
  return typeof error.code === "string" && /^E[A-Z_]+$/.test(error.code);
}

/** Maps an SDK error to an AppError: `unavailable` when it is transient, else `internal`. */
export function sdkError(error: unknown, operation: string): AppError {
  if (error instanceof AppError) return error;
  const fields = (error ?? {}) as SdkErrorFields;
  const message = `${operation}: ${fields.name ?? "error"} ${fields.message ?? ""}`.trim();
  return new AppError(isTransient(fields) ? "unavailable" : "internal", message, { cause: error });
}
