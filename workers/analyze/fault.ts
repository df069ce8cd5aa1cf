import type { FailureCode } from "@/lib/analyses/schema";
import { FAILURES, failureCodeSchema } from "@/lib/analyses/schema";
import { AppError } from "@/lib/errors";

/** A verdict about the file itself: the same file ends the same way however often it is tried. */
export class RunRefused extends Error {
  readonly code: FailureCode;

  constructor(code: FailureCode, options?: { cause?: unknown }) {
    super(`the run cannot be analysed: ${code}`, options);
    this.name = "RunRefused";
    this.code = code;
  }
}

/** Another worker owns the analysis now, or it was deleted: whatever this one has must be thrown away. */
export class LeaseLost extends Error {
  constructor() {
    super("the lease on the analysis is lost");
    this.name = "LeaseLost";
  }
}

/** Whoever runs the worker ends it now, however far it is: somebody with more time must take the clip. */
export class OutOfTime extends Error {
  constructor() {
    super("the time for one analysis is over");
    this.name = "OutOfTime";
  }
}

/** Nothing has moved for so long that something is stuck where no signal reaches it. */
export class Stalled extends Error {
  constructor() {
    super("the analysis does not move any more");
    this.name = "Stalled";
  }
}

export interface Fault {
  /** Permanent: a verdict now. Passing: tried again, and a verdict on the last attempt. */
  permanent: boolean;
  code: FailureCode;
}

const hasFailureCode = (error: unknown): error is { code: FailureCode } =>
  error instanceof Error && "code" in error && failureCodeSchema.safeParse(error.code).success;

/** The one place that decides whether a failure is permanent or passing, and which words people read. */
export function faultOf(error: unknown): Fault {
  if (hasFailureCode(error)) return { permanent: FAILURES[error.code].permanent, code: error.code };
  if (error instanceof AppError) {
    if (error.code === "notFound") return { permanent: true, code: "objectMissing" };
    return { permanent: false, code: "unavailable" };
  }
  return { permanent: false, code: "interrupted" };
}
