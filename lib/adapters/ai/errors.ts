/**
 * Every way in which a model does not give a usable answer. `passing`: the same call may work a moment later; the others
 * end the same way however often they are tried.
 */
export const AI_FAULTS = {
  throttled: { passing: true },
  timedOut: { passing: true },
  unavailable: { passing: true },
  /** A quota of the account, such as its tokens for the day. */
  quota: { passing: false },
  /** The model, a guardrail or a content filter would not answer. */
  refused: { passing: false },
  /** The answer ended before it was complete. */
  truncated: { passing: false },
  /** There was an answer, but not of the shape that was asked for. */
  malformed: { passing: false },
  /** The model does not exist, is retired, or is not open to this account. */
  modelGone: { passing: false },
  /** The role or its credentials may not call models. */
  denied: { passing: false },
  /** The service did not accept what it was sent. */
  invalid: { passing: false },
} as const satisfies Record<string, { passing: boolean }>;
export type AiFault = keyof typeof AI_FAULTS;

/** A call to a model that gave no usable answer. `message` is for the log and holds nothing of what was sent. */
export class AiError extends Error {
  readonly fault: AiFault;
  /** What the model said instead, where it said something; for telling it what was wrong. */
  readonly said: string | null;
  /** Whether no answer can have been begun, so that none is paid for. False where nobody knows. */
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
