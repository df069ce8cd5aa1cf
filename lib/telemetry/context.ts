import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes } from "node:crypto";
import { setTraceIdSource } from "@/lib/log";

interface TraceContext {
  traceId: string;
  /** Whether work that outlives the request continues under this id. */
  continued: boolean;
}

const storage = new AsyncLocalStorage<TraceContext>();

export const newTraceId = (): string =>
  `1-${Math.floor(Date.now() / 1000)
    .toString(16)
    .padStart(8, "0")}-${randomBytes(12).toString("hex")}`;

/** Runs `work` with a trace id for its log lines; without an id, runs it as it is. */
export const inTrace = <T>(traceId: string | null | undefined, work: () => T): T =>
  traceId ? storage.run({ traceId, continued: false }, work) : work();

export const currentTraceId = (): string | undefined => storage.getStore()?.traceId;
setTraceIdSource(currentTraceId);

/** Returns the trace id for work that continues elsewhere, and marks the current trace as continued. */
export function continueTrace(): string {
  const trace = storage.getStore();
  if (!trace) return newTraceId();
  trace.continued = true;
  return trace.traceId;
}

export const isTraceContinued = (): boolean => storage.getStore()?.continued ?? false;
