import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { AppError, ERROR_CODES } from "@/lib/errors";
import { clientAddress } from "@/lib/http/address";
import { readBody } from "@/lib/http/body";
import { checkOrigin } from "@/lib/http/origin";
import { problemResponse, toAppError } from "@/lib/http/problem";
import { log } from "@/lib/log";
import { reportRequest } from "@/lib/telemetry/metrics";
import { ADDRESS_HEADER, auth } from "./auth";

/** The endpoints of Better Auth that are served. */
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

/** Longer than sending a mail takes, so that the response time does not reveal whether the account exists. */
const RESET_RESPONSE_MS = 1_000;

const MAX_BODY_BYTES = 8 * 1024;

/** Handles the AUTH_ENDPOINTS after an origin check (POST only). */
export async function handleAuth(request: Request): Promise<Response> {
  const startedMs = performance.now();
  const response = await respond(request);
  reportRequest(response.status, performance.now() - startedMs);
  return response;
}

async function respond(request: Request): Promise<Response> {
  const requestId = randomUUID();
  try {
    const { pathname } = new URL(request.url);
    const method = (AUTH_ENDPOINTS as Record<string, string>)[pathname];
    if (method !== request.method) throw new AppError("notFound", `no auth endpoint ${pathname}`);
    if (method === "POST") checkOrigin(request.headers);
    const headers = new Headers(request.headers);
    headers.set(ADDRESS_HEADER, clientAddress(request.headers));
    const body = method === "POST" ? await readBody(request, MAX_BODY_BYTES) : undefined;
    const minMs = pathname.endsWith("/request-password-reset") ? RESET_RESPONSE_MS : 0;
    const [response] = await Promise.all([
      (await auth()).handler(new Request(request.url, { method, headers, body })),
      pause(minMs),
    ]);
    if (response.status >= 500) throw new AppError("unavailable", `better auth responded ${response.status}`);
    return response;
  } catch (thrown) {
    const error = toAppError(thrown);
    if (ERROR_CODES[error.code].status >= 500) {
      log.error({ requestId, err: error.cause ?? error }, "auth request failed");
    }
    return problemResponse(error, requestId);
  }
}
