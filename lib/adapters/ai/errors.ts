/** The ways in which a call to a model fails. */
export const AI_FAULTS = {
  throttled: { transient: true },
  timedOut: { transient: true },
  unavailable: { transient: true },
  /** A quota of the account, such as its tokens for the day. */
  quota: { transient: false },
  /** By the model, a guardrail or a content filter. */
  refused: { transient: false },
  truncated: { transient: false },
  malformed: { transient: false },
  /** Unknown, retired, or not enabled for this account. */
  modelGone: { transient: false },
  /** By IAM. */
  denied: { transient: false },
  invalid: { transient: false },
} as const satisfies Record<string, { transient: boolean }>;
export type AiFault = keyof typeof AI_FAULTS;

/** A call to a model failed. `message` is logged, so it contains nothing of the request. */
export class AiError extends Error {
  readonly fault: AiFault;
  /** The unusable answer, for a repair request. */
  readonly modelText: string | null;
  /** Whether the call was certainly not charged. */
  readonly isFree: boolean;

  constructor(
    fault: AiFault,
    message: string,
    options: { cause?: unknown; modelText?: string; isFree?: boolean } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "AiError";
    this.fault = fault;
    this.modelText = options.modelText ?? null;
    this.isFree = options.isFree ?? false;
  }
}
