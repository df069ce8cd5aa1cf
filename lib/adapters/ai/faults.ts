import { sdkErrorName, sdkErrorStatus } from "@/lib/adapters/aws/errors";
import { AiError, type AiFault } from "./errors";

const NAMES: Record<string, AiFault> = {
  ThrottlingException: "throttled",
  TooManyRequestsException: "throttled",
  ModelTimeoutException: "timedOut",
  TimeoutError: "timedOut",
  RequestTimeout: "timedOut",
  ServiceUnavailableException: "unavailable",
  ModelNotReadyException: "unavailable",
  InternalServerException: "unavailable",
  ModelErrorException: "unavailable",
  // The SDK renews credentials of a role before the next try.
  ExpiredTokenException: "unavailable",
  ServiceQuotaExceededException: "quota",
  ResourceNotFoundException: "modelGone",
  AccessDeniedException: "denied",
  UnrecognizedClientException: "denied",
  InvalidSignatureException: "denied",
  CredentialsProviderError: "denied",
  ValidationException: "invalid",
};

/**
 * Faults that the service tells apart only by its message: a retired model, for example, is a
 * ValidationException.
 */
const SENTENCES: Partial<Record<string, [said: RegExp, fault: AiFault]>> = {
  ValidationException: [
    /model identifier|model id\b|on-demand throughput|inference profile|end of its life|legacy|model (?:that )?you provided|support the model/i,
    "modelGone",
  ],
  AccessDeniedException: [/access to the model|model access|marketplace/i, "modelGone"],
  ThrottlingException: [/per day|daily/i, "quota"],
  ModelErrorException: [/tool ?use|invalid sequence/i, "malformed"],
};

const CUT_OFF = new Set(["ECONNRESET", "EPIPE"]);

/** The fields of a failed connection's error. */
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
  const sentence = SENTENCES[name];
  if (sentence?.[0].test(message)) return sentence[1];
  // The SDK names these TimeoutError.
  if (CUT_OFF.has(String((error as SystemFault | null)?.code))) return "unavailable";
  if (NAMES[name]) return NAMES[name];
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
/** System calls and error codes of a connection that was never established. */
const CONNECTING = new Set(["connect", "getaddrinfo"]);
const NO_TLS = /^(?:ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/;
const NOT_CONNECTED = /did not establish a connection/i;

function neverSent(error: unknown): boolean {
  const { code, syscall, message, errors } = (error ?? {}) as SystemFault;
  return (
    CONNECTING.has(String(syscall)) ||
    NO_TLS.test(String(code)) ||
    NOT_CONNECTED.test(String(message)) ||
    (Array.isArray(errors) && errors.length > 0 && errors.every(neverSent))
  );
}

/**
 * Returns whether a failed call was certainly not charged. After a timeout or a lost connection it may have
 * been.
 */
function isFree(error: unknown, fault: AiFault): boolean {
  if (REFUSED.has(fault) || REFUSED_NAMES.has(sdkErrorName(error))) return true;
  const status = sdkErrorStatus(error);
  return status === undefined ? neverSent(error) : status === 503;
}

/**
 * Maps an SDK error to an AiError. The message of the service stays in the cause, since it may repeat what
 * was sent.
 */
export function asAiError(error: unknown): AiError {
  if (error instanceof AiError) return error;
  const fault = faultOf(error);
  const status = sdkErrorStatus(error);
  return new AiError(fault, `${sdkErrorName(error) || "error"}${status ? ` (${status})` : ""}`, {
    cause: error,
    isFree: isFree(error, fault),
  });
}
