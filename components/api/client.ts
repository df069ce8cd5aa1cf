interface ProblemFields {
  message?: string;
  requestId?: string;
  invalidParams?: { name: string; reason: string }[];
}

/** Whether the request was refused, the server failed, or the network was lost. */
export type ApiFailureKind = "request" | "server" | "offline";

/** A refused or lost request; the message is for people. `status` is 0 without a response. */
export class ApiError extends Error {
  readonly kind: ApiFailureKind;
  readonly status: number;
  readonly requestId: string | null;
  readonly invalidParams: { name: string; reason: string }[];

  constructor(
    kind: ApiFailureKind,
    status: number,
    message: string,
    details: { requestId?: string; invalidParams?: { name: string; reason: string }[]; cause?: unknown } = {},
  ) {
    super(message, { cause: details.cause });
    this.name = "ApiError";
    this.kind = kind;
    this.status = status;
    this.requestId = details.requestId ?? null;
    this.invalidParams = details.invalidParams ?? [];
  }

  /** Whether the same request is worth repeating. */
  get transient(): boolean {
    return this.kind !== "request" || this.status === 429;
  }

  /** Messages by field name. */
  get fields(): Record<string, string> {
    return Object.fromEntries(this.invalidParams.map(({ name, reason }) => [name, reason]));
  }
}

const OFFLINE = "No connection. Nothing is lost; try again when you have a signal.";
const SERVER = "Something went wrong on our side. Try again in a moment.";

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** Reads problem+json; anything else, such as the page of a gateway, gives an empty problem. */
async function problemOf(response: Response): Promise<ProblemFields> {
  const body: unknown = await response.json().catch(() => null);
  if (typeof body !== "object" || body === null) return {};
  const { detail, title, requestId, invalidParams } = body as Record<string, unknown>;
  return {
    message: textOf(detail) ?? textOf(title),
    requestId: textOf(requestId),
    invalidParams: Array.isArray(invalidParams) ? invalidParams : [],
  };
}

async function failureOf(response: Response): Promise<ApiError> {
  const problem = await problemOf(response);
  const kind = response.status >= 500 ? "server" : "request";
  const fallback = kind === "server" ? SERVER : "This did not work.";
  return new ApiError(kind, response.status, problem.message ?? fallback, problem);
}

interface ApiOptions {
  method?: "GET" | "POST" | "PATCH" | "DELETE";
  body?: unknown;
  signal?: AbortSignal;
  timeoutMs?: number;
}

/** The server answers within 30 s; a phone with one bar of signal needs time besides. */
const TIMEOUT_MS = 60_000;

/**
 * Calls the API of this application; resolves when it has accepted the request.
 * @throws ApiError; AbortError of `signal`
 */
export async function api(
  path: string,
  { method = "GET", body, signal, timeoutMs = TIMEOUT_MS }: ApiOptions = {},
): Promise<Response> {
  const timeout = AbortSignal.timeout(timeoutMs);
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      headers: {
        accept: "application/json",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiError("offline", 0, OFFLINE, { cause });
  }
  if (!response.ok) throw await failureOf(response);
  return response;
}

/**
 * Calls the API and returns its JSON. `T` is the type of the response schema of the route; it is not checked
 * here, because the schemas would double the size of a page.
 * @throws ApiError, also for a response that is not a JSON object; AbortError of `signal`
 */
export async function apiJson<T extends object>(path: string, options: ApiOptions = {}): Promise<T> {
  const response = await api(path, options);
  const answer: unknown = await response.json().catch((cause) => {
    throw new ApiError("server", response.status, SERVER, { cause });
  });
  if (typeof answer !== "object" || answer === null) throw new ApiError("server", response.status, SERVER);
  return answer as T;
}

/** Returns a message for people for any error. */
export const messageOf = (error: unknown): string => (error instanceof ApiError ? error.message : SERVER);
