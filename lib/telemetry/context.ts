import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes } from "node:crypto";

interface Trace {
  traceId: string;
  /** Whether something that outlives the request goes on under this id. */
  followed: boolean;
}

const storage = new AsyncLocalStorage<Trace>();

/** A new id in the form X-Ray reads: version, seconds since 1970, chance. */
export const newTraceId = (): string =>
  `1-${Math.floor(Date.now() / 1000)
    .toString(16)
    .padStart(8, "0")}-${randomBytes(12).toString("hex")}`;

/** Runs `work` under a trace's id, which every log line in it carries; without an id just runs it. */
export const inTrace = <T>(traceId: string | null | undefined, work: () => T): T =>
  traceId ? storage.run({ traceId, followed: false }, work) : work();

/** The id that work runs under now. */
export const currentTraceId = (): string | undefined => storage.getStore()?.traceId;

/** The id for what is asked for now and goes on elsewhere: this request's, which from here on is worth telling about. */
export function followTrace(): string {
  const trace = storage.getStore();
  if (!trace) return newTraceId();
  trace.followed = true;
  return trace.traceId;
}

/** Whether anything was asked for under the id that work runs under now. */
export const isFollowed = (): boolean => storage.getStore()?.followed ?? false;
