import { randomBytes } from "node:crypto";
import { sendSegments } from "@/lib/adapters/traces";
import { env } from "@/lib/env";
import { log } from "@/lib/log";

/** A stretch of time that somebody spent on what a trace is about. */
export interface Segment {
  /** Who: `web`, `queue`, `worker`. */
  name: string;
  startMs: number;
  endMs: number;
  http?: { method: string; route: string; status: number };
  /** Ended otherwise than it should. */
  failed?: boolean;
  /** Ids only, so that one finds the trace of a run; letters and digits in the names. */
  about?: Record<string, string | number>;
  /** What was done in it, one after the other, in milliseconds. */
  stepsMs?: Record<string, number>;
}

const waiting: object[] = [];
const WAITING_AT_MOST = 1_000;
let sending: Promise<void> | undefined;

/** The segment of the request that began a trace; its id follows from the trace's, so that all others can hang under it. */
const rootId = (traceId: string) => traceId.slice(-16);

/**
 * Tells X-Ray of a stretch of time, with TRACES=xray; otherwise does nothing. Returns at once and never throws: segments
 * are sent together behind the scenes, and are dropped where X-Ray does not take them.
 */
export function trace(traceId: string, segment: Segment, place: "root" | "under" = "under"): void {
  if (env.TRACES === "off") return;
  if (waiting.length < WAITING_AT_MOST) waiting.push(document(traceId, segment, place === "root"));
  sending ??= sendWaiting().finally(() => {
    sending = undefined;
  });
}

const PATIENCE_MS = 3_000;

/** Resolves when everything told so far is sent or dropped, at the latest after three seconds: before a process is frozen. */
export async function flushTraces(): Promise<void> {
  if (!sending) return;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS);
  });
  await Promise.race([sending, late]).finally(() => clearTimeout(timer));
}

async function sendWaiting(): Promise<void> {
  // What is told in the same breath goes in the same call.
  await new Promise((resolve) => setImmediate(resolve));
  while (waiting.length > 0) {
    const batch = waiting.splice(0);
    await sendSegments(batch).catch((error: unknown) =>
      log.warn({ err: error, segments: batch.length }, "traces dropped"),
    );
  }
}

const newId = () => randomBytes(8).toString("hex");

function document(traceId: string, segment: Segment, isRoot: boolean): object {
  const { name, startMs, endMs, http, failed, about, stepsMs = {} } = segment;
  let atMs = startMs;
  const subsegments = Object.entries(stepsMs).map(([step, ms]) => {
    const from = atMs;
    atMs += ms;
    return { id: newId(), name: step, start_time: from / 1000, end_time: atMs / 1000 };
  });
  return {
    trace_id: traceId,
    id: isRoot ? rootId(traceId) : newId(),
    ...(!isRoot && { parent_id: rootId(traceId) }),
    name,
    start_time: startMs / 1000,
    end_time: endMs / 1000,
    ...(failed && { fault: true }),
    ...(http && {
      http: { request: { method: http.method, url: http.route }, response: { status: http.status } },
    }),
    annotations: { ...about, stage: env.STAGE },
    ...(subsegments.length > 0 && { subsegments }),
  };
}
