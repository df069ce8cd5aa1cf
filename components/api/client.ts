import { z } from "zod";

const problemSchema = z.object({
  title: z.string().optional(),
  detail: z.string().optional(),
  code: z.string().optional(),
  requestId: z.string().optional(),
  invalidParams: z.array(z.object({ name: z.string(), reason: z.string() })).optional(),
});

/** Who has to act: the person (`request`), we (`server`), or the network (`offline`). */
export type ApiFailureKind = "request" | "server" | "offline";

/** A refused or lost request, with words for the person. `status` is 0 when no answer came. */
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

  /** Worth trying the same request again a little later. */
  get passing(): boolean {
    return this.kind !== "request" || this.status === 429;
  }

  /** Messages by field, as forms take them. */
  get fields(): Record<string, string> {
    return Object.fromEntries(this.invalidParams.map(({ name, reason }) => [name, reason]));
  }
}

const OFFLINE = "No connection. Nothing is lost; try again when you have a signal.";
const SERVER = "Something went wrong on our side. Try again in a moment.";

async function failureOf(response: Response): Promise<ApiError> {
  const parsed = problemSchema.safeParse(await response.json().catch(() => null));
  const problem = parsed.success ? parsed.data : {};
  const kind = response.status >= 500 ? "server" : "request";
  const words = problem.detail ?? problem.title;
  return new ApiError(
    kind,
    response.status,
    words ?? (kind === "server" ? SERVER : "This did not work."),
    problem,
  );
}

export interface ApiOptions<T> {
  method?: "GET" | "POST" | "PATCH" | "DELETE";
  body?: unknown;
  schema?: z.ZodType<T>;
  signal?: AbortSignal;
}

/**
 * Calls our own API. Resolves with the parsed answer (undefined without a schema); rejects with an ApiError,
 * or with the AbortError of `signal`.
 */
export async function api<T = undefined>(path: string, options: ApiOptions<T> = {}): Promise<T> {
  const { method = "GET", body, schema, signal } = options;
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      signal,
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
  if (!schema) return undefined as T;
  const parsed = schema.safeParse(await response.json().catch(() => undefined));
  if (!parsed.success) throw new ApiError("server", response.status, SERVER, { cause: parsed.error });
  return parsed.data;
}

/** Words for any thrown thing. */
export const messageOf = (error: unknown): string => (error instanceof ApiError ? error.message : SERVER);
