import { FAILURES, type FailureCode } from "@/lib/analyses/schema";
import { AppError } from "@/lib/errors";
import { MediaError } from "@/lib/media/failures";

/** A permanent failure that the pipeline itself found, such as nobody in the clip. */
export class RunRefused extends Error {
  readonly code: FailureCode;

  constructor(code: FailureCode, options?: { cause?: unknown }) {
    super(`the run cannot be analysed: ${code}`, options);
    this.name = "RunRefused";
    this.code = code;
  }
}

/** Another worker owns the analysis, or it was deleted: this worker's result is dropped. */
export class LeaseLost extends Error {
  constructor() {
    super("the lease on the analysis is lost");
    this.name = "LeaseLost";
  }
}

/** The runtime's time limit is near; a worker with more time must take the clip. */
export class OutOfTime extends Error {
  constructor() {
    super("the worker's time limit is reached");
    this.name = "OutOfTime";
  }
}

/** The work made no progress for so long that it probably hangs. */
export class Stalled extends Error {
  constructor() {
    super("the analysis makes no progress");
    this.name = "Stalled";
  }
}

export interface AnalysisFault {
  /** A transient fault is retried, and fails the analysis only after the last attempt. */
  kind: "permanent" | "transient";
  code: FailureCode;
}

/** Classifies an error as permanent or transient, with the failure code to store. */
export function faultOf(error: unknown): AnalysisFault {
  if (error instanceof MediaError || error instanceof RunRefused)
    return { kind: FAILURES[error.code].permanent ? "permanent" : "transient", code: error.code };
  if (error instanceof AppError) {
    // The media reader reports an original that storage no longer has.
    if (error.code === "notFound") return { kind: "permanent", code: "objectMissing" };
    return { kind: "transient", code: "unavailable" };
  }
  return { kind: "transient", code: "interrupted" };
}
