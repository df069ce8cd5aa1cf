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

/** Returns the service's name of an error, as `NoSuchUpload`; empty for anything else. */
export const sdkErrorName = (error: unknown): string => (error as SdkErrorFields | null)?.name ?? "";

/** Returns the HTTP status of an error; undefined without a response. */
export const sdkErrorStatus = (error: unknown): number | undefined =>
  (error as SdkErrorFields | null)?.$metadata?.httpStatusCode;

function isTransient(error: SdkErrorFields): boolean {
  if (error.$retryable || TRANSIENT_NAMES.has(error.name ?? "")) return true;
  const status = error.$metadata?.httpStatusCode;
  if (status !== undefined) return status >= 500 || status === 429 || status === 408;
  // Network errors without a response: refused, reset, unresolvable.
  return typeof error.code === "string" && /^E[A-Z_]+$/.test(error.code);
}

/**
 * Returns the AppError of an SDK's error: `unavailable` when it is transient (network, throttling, a failing
 * service), else `internal`. An AppError is returned as it is.
 */
export function sdkError(error: unknown, operation: string): AppError {
  if (error instanceof AppError) return error;
  const fields = (error ?? {}) as SdkErrorFields;
  const message = `${operation}: ${fields.name ?? "error"} ${fields.message ?? ""}`.trim();
  return new AppError(isTransient(fields) ? "unavailable" : "internal", message, { cause: error });
}
