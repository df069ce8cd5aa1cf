import pino from "pino";
import { env } from "./env";

let currentTraceId: () => string | undefined = () => undefined;

/** Sets where log lines take their `traceId` from. */
export function setTraceIdSource(source: () => string | undefined): void {
  currentTraceId = source;
}

/**
 * JSON lines on stderr, so that stdout holds only a command's result. Personal data is not logged, ids are.
 */
export const log = pino(
  {
    level: env.LOG_LEVEL,
    base: { service: env.SERVICE_NAME },
    mixin: () => {
      const traceId = currentTraceId();
      return traceId ? { traceId } : {};
    },
    redact: {
      paths: [
        "email",
        "password",
        "token",
        "cookie",
        "authorization",
        "url",
        "*.email",
        "*.password",
        "*.token",
        "*.url",
        "headers.cookie",
        "headers.authorization",
      ],
      censor: "[redacted]",
    },
    timestamp: pino.stdTimeFunctions.isoTime,
  },
  pino.destination({ fd: 2, sync: true }),
);
export type Log = typeof log;
