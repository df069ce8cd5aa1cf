import { randomBytes } from "node:crypto";
import pTimeout from "p-timeout";
import { sendSegments } from "@/lib/adapters/traces";
import { env } from "@/lib/env";
import { log } from "@/lib/log";

/** The part of a trace that one process records. */
export interface TraceSegment {
  /** `web`, `queue` or `worker`. */
  name: string;
  startMs: number;
  endMs: number;
  http?: { method: string; route: string; status: number };
  failed?: boolean;
  /** X-Ray accepts letters, digits and underscores in names. */
  annotations?: Record<string, string | number>;
  /** Durations of consecutive steps. */
  stepsMs?: Record<string, number>;
}

const queued: object[] = [];
const MAX_QUEUED = 1_000;
let sending: Promise<void> | undefined;

/** Derived from the trace id, so that every process knows the parent of its segment. */
const rootId = (traceId: string) => traceId.slice(-16);

/** Sends one segment to X-Ray in the background if TRACES=xray, and drops it on an error. Never throws. */
export function recordSegment(
  traceId: string,
  segment: TraceSegment,
  position: "root" | "child" = "child",
): void {
  if (env.TRACES === "off") return;
  if (queued.length < MAX_QUEUED) queued.push(segmentDocument(traceId, segment, position === "root"));
  sending ??= sendQueued().finally(() => {
    sending = undefined;
  });
}

const FLUSH_TIMEOUT_MS = 3_000;

/** Resolves when every recorded segment is sent or dropped, within three seconds. */
export async function flushTraces(): Promise<void> {
  if (sending) await pTimeout(sending, { milliseconds: FLUSH_TIMEOUT_MS, fallback: () => undefined });
}

async function sendQueued(): Promise<void> {
  // Segments recorded in the same tick share one call.
  await new Promise((resolve) => setImmediate(resolve));
  while (queued.length > 0) {
    const batch = queued.splice(0);
    await sendSegments(batch).catch((error: unknown) =>
      log.warn({ err: error, segments: batch.length }, "trace segments could not be sent; dropped"),
    );
  }
}

const newSegmentId = () => randomBytes(8).toString("hex");

function segmentDocument(traceId: string, segment: TraceSegment, isRoot: boolean): object {
  const { name, startMs, endMs, http, failed, annotations, stepsMs = {} } = segment;
  let stepStartMs = startMs;
  const subsegments = Object.entries(stepsMs).map(([step, ms]) => {
    const fromMs = stepStartMs;
    stepStartMs += ms;
    return { id: newSegmentId(), name: step, start_time: fromMs / 1000, end_time: stepStartMs / 1000 };
  });
  return {
    trace_id: traceId,
    id: isRoot ? rootId(traceId) : newSegmentId(),
    ...(!isRoot && { parent_id: rootId(traceId) }),
    name,
    start_time: startMs / 1000,
    end_time: endMs / 1000,
    ...(failed && { fault: true }),
    ...(http && {
      http: { request: { method: http.method, url: http.route }, response: { status: http.status } },
    }),
    annotations: { ...annotations, stage: env.STAGE },
    ...(subsegments.length > 0 && { subsegments }),
  };
}
