import { AppError } from "@/lib/errors";

/** What an error of any AWS SDK client, or of the network below it, carries. */
interface SdkFault {
  name?: string;
  code?: string;
  message?: string;
  $metadata?: { httpStatusCode?: number };
  $retryable?: { throttling?: boolean };
}

const PASSING_NAMES = new Set([
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
  // Roles hand out new credentials by themselves; the next try has them.
  "ExpiredToken",
  "ExpiredTokenException",
  "CredentialsProviderError",
]);

/** The service's own word for what went wrong, as `NoSuchUpload`; empty for anything that is not an error. */
export const faultName = (error: unknown): string => (error as SdkFault | null)?.name ?? "";

/** The HTTP status of the answer; undefined when there was none. */
export const faultStatus = (error: unknown): number | undefined =>
  (error as SdkFault | null)?.$metadata?.httpStatusCode;

function passes(fault: SdkFault): boolean {
  if (fault.$retryable || PASSING_NAMES.has(fault.name ?? "")) return true;
  const status = fault.$metadata?.httpStatusCode;
  if (status !== undefined) return status >= 500 || status === 429 || status === 408;
  // No answer at all: refused, reset, unresolvable, cut off.
  return typeof fault.code === "string" && /^E[A-Z_]+$/.test(fault.code);
}

/**
 * An SDK's error in the application's words: what passes (network, throttling, a service in trouble) is `unavailable` and
 * transient, anything else is `internal`, a fault of ours or of the deployment. An AppError stays what it is.
 */
export function sdkError(error: unknown, doing: string): AppError {
  if (error instanceof AppError) return error;
  const fault = (error ?? {}) as SdkFault;
  const message = `${doing}: ${fault.name ?? "error"} ${fault.message ?? ""}`.trim();
  return passes(fault)
    ? new AppError("unavailable", message, { cause: error })
    : new AppError("internal", message, { cause: error });
}
