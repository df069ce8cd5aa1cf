/** Every way in which a model gives no usable answer. `transient`: the same call may work a moment later. */
export const AI_FAULTS = {
  throttled: { transient: true },
  timedOut: { transient: true },
  unavailable: { transient: true },
  /** A quota of the account, such as its tokens for the day. */
  quota: { transient: false },
  /** The model, a guardrail or a content filter would not answer. */
  refused: { transient: false },
  /** The answer ended before it was complete. */
  truncated: { transient: false },
  /** The answer did not have the requested schema. */
  malformed: { transient: false },
  /** The model does not exist, is retired, or is not open to this account. */
  modelGone: { transient: false },
  /** The role or its credentials may not call models. */
  denied: { transient: false },
  /** The service did not accept the request. */
  invalid: { transient: false },
} as const satisfies Record<string, { transient: boolean }>;
export type AiFault = keyof typeof AI_FAULTS;

/**
 * A call to a model gave no usable answer. `message` is for the log and contains nothing of what was sent.
 */
export class AiError extends Error {
  readonly fault: AiFault;
  /** The text of the model, if any, for a repair request. */
  readonly said: string | null;
  /** Whether the call was certainly not charged. */
  readonly isFree: boolean;

  constructor(
    fault: AiFault,
    message: string,
    options: { cause?: unknown; said?: string | null; isFree?: boolean } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "AiError";
    this.fault = fault;
    this.said = options.said ?? null;
    this.isFree = options.isFree ?? false;
  }
}
