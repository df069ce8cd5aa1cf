import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { sessionOf, type UserSession } from "@/lib/auth/session";
import { AppError, ERROR_CODES } from "@/lib/errors";
import { clientAddress } from "@/lib/http/address";
import { readJson } from "@/lib/http/body";
import { checkOrigin } from "@/lib/http/origin";
import { invalidInput, problemResponse, toAppError } from "@/lib/http/problem";
import { limitRequest, type RateLimitName } from "@/lib/limits/rate-limit";
import { type Log, log } from "@/lib/log";
import { currentTraceId, inTrace, isTraceContinued, newTraceId } from "@/lib/telemetry/context";
import { reportRequest } from "@/lib/telemetry/metrics";
import { recordSegment } from "@/lib/telemetry/trace";

const MAX_BODY_BYTES = 32 * 1024;

type AnySchema = z.ZodType;
type ZodObjectSchema = z.ZodObject;
type ParsedBy<S extends AnySchema | undefined> = S extends AnySchema ? z.output<S> : undefined;
type RouteAccess = "user" | "public";

export type HttpMethod = "GET" | "POST" | "PATCH" | "PUT" | "DELETE";

export interface RouteInput<A extends RouteAccess, P, Q, B> {
  actor: A extends "user" ? UserSession["actor"] : null;
  params: P;
  query: Q;
  body: B;
  log: Log;
}

export interface RouteRedirect {
  redirectTo: string;
  /** How long the browser may cache the redirect. */
  maxAgeS: number;
}

/** One operation of the API; the OpenAPI document is generated from it. */
export interface RouteDefinition<
  A extends RouteAccess = RouteAccess,
  P extends ZodObjectSchema | undefined = ZodObjectSchema | undefined,
  Q extends ZodObjectSchema | undefined = ZodObjectSchema | undefined,
  B extends AnySchema | undefined = AnySchema | undefined,
  R extends AnySchema | undefined = AnySchema | undefined,
> {
  method: HttpMethod;
  /** In the form of OpenAPI: "/api/runs/{runId}". */
  path: string;
  summary: string;
  access: A;
  /** Null only for the health check, because rate limits need the database. */
  limit: RateLimitName | null;
  params?: P;
  query?: Q;
  body?: B;
  /** 200 by default; 204 and 302 have no `response`. */
  status?: 200 | 201 | 204 | 302;
  response?: R;
}

type RouteFunction<
  A extends RouteAccess,
  P extends AnySchema | undefined,
  Q extends AnySchema | undefined,
  B extends AnySchema | undefined,
  R extends AnySchema | undefined,
> = (
  input: RouteInput<A, ParsedBy<P>, ParsedBy<Q>, ParsedBy<B>>,
) => Promise<R extends AnySchema ? z.input<R> : RouteRedirect | undefined>;

export interface RouteHandler {
  // biome-ignore lint/suspicious/noExplicitAny: Next types the parameters of each route by its own path.
  (request: Request, context: { params: Promise<any> }): Promise<Response>;
  definition: RouteDefinition;
}

/**
 * Creates a route handler that checks origin, session, rate limit and input, runs `handler`, validates its
 * result, responds to errors with problem+json, and writes one log line without personal data.
 */
export function route<
  A extends RouteAccess,
  P extends ZodObjectSchema | undefined = undefined,
  Q extends ZodObjectSchema | undefined = undefined,
  B extends AnySchema | undefined = undefined,
  R extends AnySchema | undefined = undefined,
>(definition: RouteDefinition<A, P, Q, B, R>, handler: RouteFunction<A, P, Q, B, R>): RouteHandler {
  const respond = async (
    request: Request,
    rawParams: Record<string, unknown>,
    fields: Record<string, unknown>,
    requestLog: Log,
  ): Promise<Response> => {
    if (definition.method !== "GET") checkOrigin(request.headers);
    const { session, setCookies } =
      definition.access === "user"
        ? await sessionOf(request.headers, { extend: true })
        : { session: null, setCookies: [] };
    const userId = session?.actor.userId ?? null;
    fields.userId = userId;
    if (definition.limit) {
      await limitRequest(definition.limit, { userId, address: clientAddress(request.headers) });
    }
    if (definition.access === "user" && !session) throw new AppError("unauthenticated", "no session");

    const params = parse(definition.params, rawParams, malformedPath);
    Object.assign(fields, params);
    const search = Object.fromEntries(new URL(request.url).searchParams);
    const query = parse(definition.query, search, (error) => invalidInput(error, "query"));
    const body = definition.body
      ? parse(definition.body, await readJson(request, MAX_BODY_BYTES), (error) => invalidInput(error))
      : undefined;

    const result = await handler({
      actor: session?.actor ?? null,
      params,
      query,
      body,
      log: requestLog,
    } as RouteInput<A, ParsedBy<P>, ParsedBy<Q>, ParsedBy<B>>);
    const response = responseOf(definition, result);
    for (const cookie of setCookies) response.headers.append("set-cookie", cookie);
    return response;
  };

  const handle = async (
    request: Request,
    context: { params: Promise<Record<string, unknown>> },
  ): Promise<Response> => {
    const startedMs = performance.now();
    const requestId = randomUUID();
    const requestLog = log.child({ requestId });
    const fields: Record<string, unknown> = { method: definition.method, route: definition.path };
    let response: Response;
    try {
      response = await respond(request, await context.params, fields, requestLog);
      response.headers.set("x-request-id", requestId);
    } catch (thrown) {
      const error = toAppError(thrown);
      response = problemResponse(error, requestId);
      fields.code = error.code;
      fields.reason = error.message;
      // The cause may quote user input, so it is logged for server errors only.
      if (ERROR_CODES[error.code].status >= 500) fields.err = error.cause ?? error;
    }
    fields.status = response.status;
    fields.ms = Math.round(performance.now() - startedMs);
    requestLog[response.status >= 500 ? "error" : "info"](fields, "request handled");
    const tookMs = performance.now() - startedMs;
    reportRequest(response.status, tookMs);
    recordRequest(definition, response.status, tookMs, fields.runId);
    return response;
  };
  const traced: typeof handle = (request, context) => inTrace(newTraceId(), () => handle(request, context));
  return Object.assign(traced, { definition: definition as unknown as RouteDefinition });
}

/** Records the trace segment of a request after which work continues. */
function recordRequest(
  { method, path }: Pick<RouteDefinition, "method" | "path">,
  status: number,
  tookMs: number,
  runId: unknown,
): void {
  const traceId = currentTraceId();
  if (!traceId || !isTraceContinued()) return;
  const endMs = Date.now();
  recordSegment(
    traceId,
    {
      name: "web",
      startMs: endMs - tookMs,
      endMs,
      http: { method, route: path, status },
      failed: status >= 500,
      annotations: typeof runId === "string" ? { runId } : {},
    },
    "root",
  );
}

/** A malformed id gets the same response as an unknown one. */
const malformedPath = () => new AppError("notFound", "malformed path");

function parse<S extends AnySchema | undefined>(
  schema: S,
  value: unknown,
  toError: (error: z.ZodError) => AppError,
): ParsedBy<S> {
  if (!schema) return undefined as ParsedBy<S>;
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw toError(parsed.error);
  return parsed.data as ParsedBy<S>;
}

function responseOf(definition: { status?: number; response?: AnySchema }, result: unknown): Response {
  if (definition.response) {
    return Response.json(definition.response.parse(result), {
      status: definition.status ?? 200,
      headers: { "cache-control": "private, no-store" },
    });
  }
  if (definition.status === 302) {
    const { redirectTo, maxAgeS } = result as RouteRedirect;
    return new Response(null, {
      status: 302,
      headers: { location: redirectTo, "cache-control": `private, max-age=${maxAgeS}` },
    });
  }
  return new Response(null, { status: 204, headers: { "cache-control": "no-store" } });
}
