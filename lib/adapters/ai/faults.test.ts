import { describe, expect, it } from "vitest";
import { asAiError } from "./faults";

const failing = (more: object) => Object.assign(new Error("x"), more);
const refused = failing({ code: "ECONNREFUSED", syscall: "connect" });
const NOT_ESTABLISHED = new Error(
  "the request socket did not establish a connection with the server within the configured timeout of 5000 ms.",
);

describe("asAiError", () => {
  it.each<[string, unknown]>([
    ["a connection that is refused", refused],
    [
      "a connection that is refused at each address",
      failing({ code: "ECONNREFUSED", errors: [refused, refused] }),
    ],
    ["a host name that does not resolve", failing({ code: "ENOTFOUND", syscall: "getaddrinfo" })],
    ["a name server that does not answer", failing({ code: "EAI_AGAIN", syscall: "getaddrinfo" })],
    ["an unreachable network", failing({ code: "ENETUNREACH", syscall: "connect" })],
    ["a certificate for another name", failing({ code: "ERR_TLS_CERT_ALTNAME_INVALID" })],
    ["a certificate of an unknown authority", failing({ code: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" })],
  ])("reports as transient and free: %s", (_, error) => {
    expect(asAiError(error)).toMatchObject({ fault: "unavailable", isFree: true });
  });

  it.each<[string, unknown]>([
    ["system", failing({ name: "TimeoutError", code: "ETIMEDOUT", syscall: "connect" })],
    ["SDK", Object.assign(NOT_ESTABLISHED, { name: "TimeoutError" })],
  ])("reports as timed out and free: a connection timeout of the %s", (_, error) => {
    expect(asAiError(error)).toMatchObject({ fault: "timedOut", isFree: true });
  });

  it.each<[string, string, unknown]>([
    [
      "a reset connection",
      "unavailable",
      failing({ name: "TimeoutError", code: "ECONNRESET", syscall: "read" }),
    ],
    [
      "a connection lost while sending",
      "unavailable",
      failing({ name: "TimeoutError", code: "EPIPE", syscall: "write" }),
    ],
    ["a timeout of the response", "timedOut", failing({ name: "TimeoutError", code: "ETIMEDOUT" })],
    ["an aborted call", "unavailable", failing({ name: "AbortError" })],
    ["a refused and a lost connection", "unavailable", failing({ errors: [refused, failing({})] })],
    ["a gateway timeout", "unavailable", failing({ $metadata: { httpStatusCode: 504 } })],
  ])("reports as possibly charged: %s", (_, fault, error) => {
    expect(asAiError(error)).toMatchObject({ fault, isFree: false });
  });

  it.each<[string, object]>([
    ["throttled", { name: "ThrottlingException" }],
    ["throttled", { $metadata: { httpStatusCode: 429 } }],
    ["unavailable", { $metadata: { httpStatusCode: 503 } }],
    ["unavailable", { name: "ModelNotReadyException", $metadata: { httpStatusCode: 429 } }],
    ["denied", { name: "CredentialsProviderError" }],
  ])("reports a refused call as free: %s %o", (fault, more) => {
    expect(asAiError(failing(more))).toMatchObject({ fault, isFree: true });
  });
});
