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
  // Roles hand out new credentials by themselves; the next try has them.
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
 * What the service says in a sentence and not by a name: a retired or unknown model is a ValidationException, a model the
 * account was never given an AccessDenied, a day's tokens used up a ThrottlingException, a tool called wrongly a ModelError.
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

/** What the system says of a connection that failed. */
interface SystemFault {
  code?: unknown;
  syscall?: unknown;
  message?: unknown;
  /** One for each address that was tried. */
  errors?: unknown[];
}

function faultOf(error: unknown): AiFault {
  const name = sdkErrorName(error);
  const message = error instanceof Error ? error.message : "";
  const sentence = SENTENCES[name];
  if (sentence?.[0].test(message)) return sentence[1];
  // The SDK calls these timeouts, and means that they pass.
  if (CUT_OFF.has(String((error as SystemFault | null)?.code))) return "unavailable";
  if (NAMES[name]) return NAMES[name];
  const status = sdkErrorStatus(error);
  if (status === 429) return "throttled";
  if (status === 403) return "denied";
  if (status !== undefined && status >= 400 && status < 500) return "invalid";
  // Trouble inside the service, no answer at all, or one that was cut off in the middle.
  return "unavailable";
}

/** The service turned the call away and began no answer. */
const TURNED_AWAY: ReadonlySet<AiFault> = new Set(["throttled", "quota", "modelGone", "denied", "invalid"]);
const TURNED_AWAY_NAMES = new Set([
  "ServiceUnavailableException",
  "ModelNotReadyException",
  "ExpiredTokenException",
]);
/** The connection was never made, by what the system was doing or by what was wrong with the certificate. */
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
 * Whether a call that failed like this cannot have made an answer. A timeout, a connection cut later, a gateway's error or one
 * inside the service leaves that open: the model may have written all the same.
 */
function isFree(error: unknown, fault: AiFault): boolean {
  if (TURNED_AWAY.has(fault) || TURNED_AWAY_NAMES.has(sdkErrorName(error))) return true;
  const status = sdkErrorStatus(error);
  return status === undefined ? neverSent(error) : status === 503;
}

/** An SDK's error in the words of this adapter. The service's own message stays in the cause, since it may repeat what was sent. */
export function asAiError(error: unknown): AiError {
  if (error instanceof AiError) return error;
  const fault = faultOf(error);
  const status = sdkErrorStatus(error);
  return new AiError(fault, `${sdkErrorName(error) || "error"}${status ? ` (${status})` : ""}`, {
    cause: error,
    isFree: isFree(error, fault),
  });
}
