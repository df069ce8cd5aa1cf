import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { AppError, ERROR_CODES } from "@/lib/errors";
import { clientAddress } from "@/lib/http/address";
import { readBody } from "@/lib/http/body";
import { checkOrigin } from "@/lib/http/origin";
import { problemResponse, toAppError } from "@/lib/http/problem";
import { log } from "@/lib/log";
import { report } from "@/lib/telemetry/metrics";
import { ADDRESS_HEADER, auth } from "./auth";

/** Better Auth answers many more; what nobody uses is not reachable. */
export const AUTH_ENDPOINTS = {
  "/api/auth/sign-up/email": "POST",
  "/api/auth/sign-in/email": "POST",
  "/api/auth/sign-out": "POST",
  "/api/auth/get-session": "GET",
  "/api/auth/request-password-reset": "POST",
  "/api/auth/reset-password": "POST",
  "/api/auth/sign-in/social": "POST",
  "/api/auth/callback/cognito": "GET",
} as const satisfies Record<string, "GET" | "POST">;

/** Longer than sending a mail takes, so that the time an answer takes does not tell whether there was one to send. */
const FORGOTTEN_ANSWER_MS = 1_000;

const MAX_BODY_BYTES = 8 * 1024;

/** Answers `/api/auth/*`: the endpoints of AUTH_ENDPOINTS, from our own origin, with a small body. */
export async function handleAuth(request: Request): Promise<Response> {
  const startedMs = performance.now();
  const response = await answer(request);
  report({
    Requests: 1,
    RequestErrors: response.status >= 500 ? 1 : 0,
    RequestMs: performance.now() - startedMs,
  });
  return response;
}

async function answer(request: Request): Promise<Response> {
  const requestId = randomUUID();
  try {
    const { pathname } = new URL(request.url);
    const method = (AUTH_ENDPOINTS as Record<string, string>)[pathname];
    if (method !== request.method) throw new AppError("notFound", `no auth endpoint ${pathname}`);
    if (method === "POST") checkOrigin(request.headers);
    const headers = new Headers(request.headers);
    headers.set(ADDRESS_HEADER, clientAddress(request.headers));
    const body = method === "POST" ? await readBody(request, MAX_BODY_BYTES) : undefined;
    const leastMs = pathname.endsWith("/request-password-reset") ? FORGOTTEN_ANSWER_MS : 0;
    const [response] = await Promise.all([
      (await auth()).handler(new Request(request.url, { method, headers, body })),
      pause(leastMs),
    ]);
    if (response.status >= 500) throw new AppError("unavailable", `sign-in answered ${response.status}`);
    return response;
  } catch (thrown) {
    const error = toAppError(thrown);
    if (ERROR_CODES[error.code].status >= 500) {
      log.error({ requestId, err: error.cause ?? error }, "an auth request failed");
    }
    return problemResponse(error, requestId);
  }
}
