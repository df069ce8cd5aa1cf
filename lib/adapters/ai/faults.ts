import { sdkErrorName, sdkErrorStatus } from "@/lib/adapters/aws/errors";
import { AiError, type AiFault } from "./errors";

const FAULT_BY_NAME: Record<string, AiFault> = {
  ThrottlingException: "throttled",
  TooManyRequestsException: "throttled",
  ModelTimeoutException: "timedOut",
  TimeoutError: "timedOut",
  RequestTimeout: "timedOut",
  ServiceUnavailableException: "unavailable",
  ModelNotReadyException: "unavailable",
  InternalServerException: "unavailable",
  ModelErrorException: "unavailable",
  // The SDK renews the credentials of a role before the next call.
  ExpiredTokenException: "unavailable",
  ServiceQuotaExceededException: "quota",
  ResourceNotFoundException: "modelGone",
  AccessDeniedException: "denied",
  UnrecognizedClientException: "denied",
  InvalidSignatureException: "denied",
  CredentialsProviderError: "denied",
  ValidationException: "invalid",
};

/** Faults that only the message distinguishes: a retired model, for example, is a ValidationException. */
const MESSAGE_PATTERNS: Partial<Record<string, [pattern: RegExp, fault: AiFault]>> = {
  ValidationException: [
    /model identifier|model id\b|on-demand throughput|inference profile|end of its life|legacy|model (?:that )?you provided|support the model/i,
    "modelGone",
  ],
  AccessDeniedException: [/access to the model|model access|marketplace/i, "modelGone"],
  ThrottlingException: [/per day|daily/i, "quota"],
  ModelErrorException: [/tool ?use|invalid sequence/i, "malformed"],
};

const CONNECTION_LOST_CODES = new Set(["ECONNRESET", "EPIPE"]);

interface SystemFault {
  code?: unknown;
  syscall?: unknown;
  message?: unknown;
  /** One error for each address that was tried. */
  errors?: unknown[];
}

function faultOf(error: unknown): AiFault {
  const name = sdkErrorName(error);
  const message = error instanceof Error ? error.message : "";
  const [pattern, patternFault] = MESSAGE_PATTERNS[name] ?? [];
  if (patternFault && pattern?.test(message)) return patternFault;
  // The SDK names these TimeoutError.
  if (CONNECTION_LOST_CODES.has(String((error as SystemFault | null)?.code))) return "unavailable";
  if (FAULT_BY_NAME[name]) return FAULT_BY_NAME[name];
  const status = sdkErrorStatus(error);
  if (status === 429) return "throttled";
  if (status === 403) return "denied";
  if (status !== undefined && status >= 400 && status < 500) return "invalid";
  return "unavailable";
}

/** Faults with which the service refuses a call before it begins an answer. */
const REFUSED: ReadonlySet<AiFault> = new Set(["throttled", "quota", "modelGone", "denied", "invalid"]);
const REFUSED_NAMES = new Set([
  "ServiceUnavailableException",
  "ModelNotReadyException",
  "ExpiredTokenException",
]);
const CONNECT_SYSCALLS = new Set(["connect", "getaddrinfo"]);
const TLS_ERROR_CODES = /^(?:ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/;
const SDK_CONNECT_TIMEOUT = /did not establish a connection/i;

function wasNeverSent(error: unknown): boolean {
  const { code, syscall, message, errors } = (error ?? {}) as SystemFault;
  return (
    CONNECT_SYSCALLS.has(String(syscall)) ||
    TLS_ERROR_CODES.test(String(code)) ||
    SDK_CONNECT_TIMEOUT.test(String(message)) ||
    (Array.isArray(errors) && errors.length > 0 && errors.every(wasNeverSent))
  );
}

/** A call may have been charged after a timeout or a lost connection. */
function isFree(error: unknown, fault: AiFault): boolean {
  if (REFUSED.has(fault) || REFUSED_NAMES.has(sdkErrorName(error))) return true;
  const status = sdkErrorStatus(error);
  return status === undefined ? wasNeverSent(error) : status === 503;
}

/** Maps an SDK error to an AiError, whose message omits the service's, since that may repeat the request. */
export function asAiError(error: unknown): AiError {
  if (error instanceof AiError) return error;
  const fault = faultOf(error);
  const status = sdkErrorStatus(error);
  return new AiError(fault, `${sdkErrorName(error) || "error"}${status ? ` (${status})` : ""}`, {
    cause: error,
    isFree: isFree(error, fault),
  });
}
