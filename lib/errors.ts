/** The HTTP status and the default public message of each error code. */
export const ERROR_CODES = {
  invalid: { status: 400, message: "Something in the request is not right." },
  unauthenticated: { status: 401, message: "Sign in to continue." },
  forbidden: { status: 403, message: "You may not do this." },
  notFound: { status: 404, message: "This does not exist, or it is not yours to see." },
  conflict: { status: 409, message: "This has changed in the meantime. Reload and try again." },
  tooLarge: { status: 413, message: "This is too large." },
  unsupported: { status: 415, message: "This kind of file cannot be used." },
  tooMany: { status: 429, message: "Too many tries. Wait a minute and try again." },
  internal: { status: 500, message: "Something went wrong on our side. Try again." },
  unavailable: { status: 503, message: "A service we depend on is not answering. Try again in a minute." },
} as const;
export type ErrorCode = keyof typeof ERROR_CODES;

export interface InvalidParam {
  name: string;
  reason: string;
}

interface AppErrorOptions {
  publicMessage?: string;
  invalidParams?: InvalidParam[];
  transient?: boolean;
  cause?: unknown;
}

/** `message` is logged; `publicMessage` is shown to the person. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly publicMessage: string;
  readonly invalidParams: InvalidParam[];
  /** Whether the same call may succeed later. */
  readonly transient: boolean;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.publicMessage = options.publicMessage ?? ERROR_CODES[code].message;
    this.invalidParams = options.invalidParams ?? [];
    this.transient = options.transient ?? code === "unavailable";
  }
}

export class RateLimitError extends AppError {
  readonly retryAfterS: number;

  constructor(retryAfterS: number) {
    super("tooMany", "rate limit reached");
    this.retryAfterS = retryAfterS;
  }
}
