import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { type Session, sessionOf } from "@/lib/auth/session";
import { AppError, ERROR_CODES } from "@/lib/errors";
import { clientAddress } from "@/lib/http/address";
import { readJson } from "@/lib/http/body";
import { checkOrigin } from "@/lib/http/origin";
import { invalidInput, problemResponse, toAppError } from "@/lib/http/problem";
import { limitRequest, type RateLimitName } from "@/lib/limits/rate-limit";
import { type Log, log } from "@/lib/log";
import { currentTraceId, inTrace, isTraceContinued, newTraceId } from "@/lib/telemetry/context";
import { report } from "@/lib/telemetry/metrics";
import { recordSegment } from "@/lib/telemetry/trace";

const MAX_BODY_BYTES = 32 * 1024;

type Schema = z.ZodType;
type ObjectSchema = z.ZodObject;
type Parsed<S extends Schema | undefined> = S extends Schema ? z.output<S> : undefined;
type Access = "user" | "public";

export type Method = "GET" | "POST" | "PATCH" | "PUT" | "DELETE";

/** What a handler works with: everything parsed, and who asks. */
export interface RouteInput<A extends Access, P, Q, B> {
  actor: A extends "user" ? Session["actor"] : null;
  params: P;
  query: Q;
  body: B;
  log: Log;
}

/** A handler's answer where it is not a JSON body: another address to go to. */
export interface Redirect {
  redirectTo: string;
  /** How long the browser may remember the way. */
  maxAgeS: number;
}

/** One operation of the API: how it is guarded, parsed and answered, and what the OpenAPI document says of it. */
export interface RouteDefinition<
  A extends Access = Access,
  P extends ObjectSchema | undefined = ObjectSchema | undefined,
  Q extends ObjectSchema | undefined = ObjectSchema | undefined,
  B extends Schema | undefined = Schema | undefined,
  R extends Schema | undefined = Schema | undefined,
> {
  method: Method;
  /** As OpenAPI writes it: "/api/runs/{runId}". */
  path: string;
  summary: string;
  access: A;
  /** Null only where counting would itself need what is being asked about. */
  limit: RateLimitName | null;
  params?: P;
  query?: Q;
  body?: B;
  /** 200 unless told; 204 and 302 have no `response`. */
  status?: 200 | 201 | 204 | 302;
  response?: R;
}

type Handler<
  A extends Access,
  P extends Schema | undefined,
  Q extends Schema | undefined,
  B extends Schema | undefined,
  R extends Schema | undefined,
> = (
  input: RouteInput<A, Parsed<P>, Parsed<Q>, Parsed<B>>,
) => Promise<R extends Schema ? z.input<R> : Redirect | undefined>;

export interface RouteHandler {
  // biome-ignore lint/suspicious/noExplicitAny: Next types the parameters of each route by its own path.
  (request: Request, context: { params: Promise<any> }): Promise<Response>;
  definition: RouteDefinition;
}

/**
 * Makes a route handler that owns, in this order: origin (writes only), session, rate limit, parsing of path, query and
 * body, the handler, checking and sending the answer, errors as problem+json, and one log line without personal data.
 */
export function route<
  A extends Access,
  P extends ObjectSchema | undefined = undefined,
  Q extends ObjectSchema | undefined = undefined,
  B extends Schema | undefined = undefined,
  R extends Schema | undefined = undefined,
>(definition: RouteDefinition<A, P, Q, B, R>, handler: Handler<A, P, Q, B, R>): RouteHandler {
  const answer = async (
    request: Request,
    rawParams: Record<string, unknown>,
    line: Record<string, unknown>,
    requestLog: Log,
  ): Promise<Response> => {
    if (definition.method !== "GET") checkOrigin(request.headers);
    const { session, setCookies } =
      definition.access === "user"
        ? await sessionOf(request.headers, { prolong: true })
        : { session: null, setCookies: [] };
    const userId = session?.actor.userId ?? null;
    line.userId = userId;
    if (definition.limit) {
      await limitRequest(definition.limit, { userId, address: clientAddress(request.headers) });
    }
    if (definition.access === "user" && !session) throw new AppError("unauthenticated", "no session");

    const params = parse(definition.params, rawParams, missingPage);
    Object.assign(line, params);
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
    } as RouteInput<A, Parsed<P>, Parsed<Q>, Parsed<B>>);
    const response = send(definition, result);
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
    const line: Record<string, unknown> = { method: definition.method, route: definition.path };
    let response: Response;
    try {
      response = await answer(request, await context.params, line, requestLog);
      response.headers.set("x-request-id", requestId);
    } catch (thrown) {
      const error = toAppError(thrown);
      response = problemResponse(error, requestId);
      line.code = error.code;
      line.reason = error.message;
      // The cause may quote what a person sent, so only our own faults are logged with it.
      if (ERROR_CODES[error.code].status >= 500) line.err = error.cause ?? error;
    }
    line.status = response.status;
    line.ms = Math.round(performance.now() - startedMs);
    requestLog[response.status >= 500 ? "error" : "info"](line, "request");
    tell(definition, response.status, performance.now() - startedMs, line.runId);
    return response;
  };
  const traced: typeof handle = (request, context) => inTrace(newTraceId(), () => handle(request, context));
  return Object.assign(traced, { definition: definition as unknown as RouteDefinition });
}

/** Reports a request: its numbers, and for the trace the request itself where it began something that goes on. */
function tell(
  { method, path }: Pick<RouteDefinition, "method" | "path">,
  status: number,
  tookMs: number,
  runId: unknown,
): void {
  report({ Requests: 1, RequestErrors: status >= 500 ? 1 : 0, RequestMs: tookMs });
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

/** An id that is no id names nothing: the same answer as for one that does not exist. */
const missingPage = () => new AppError("notFound", "malformed path");

function parse<S extends Schema | undefined>(
  schema: S,
  value: unknown,
  refuse: (error: z.ZodError) => AppError,
): Parsed<S> {
  if (!schema) return undefined as Parsed<S>;
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw refuse(parsed.error);
  return parsed.data as Parsed<S>;
}

function send(definition: { status?: number; response?: Schema }, result: unknown): Response {
  if (definition.response) {
    return Response.json(definition.response.parse(result), {
      status: definition.status ?? 200,
      headers: { "cache-control": "private, no-store" },
    });
  }
  if (definition.status === 302) {
    const { redirectTo, maxAgeS } = result as Redirect;
    return new Response(null, {
      status: 302,
      headers: { location: redirectTo, "cache-control": `private, max-age=${maxAgeS}` },
    });
  }
  return new Response(null, { status: 204, headers: { "cache-control": "no-store" } });
}
