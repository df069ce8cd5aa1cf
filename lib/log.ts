import pino from "pino";
import { env } from "./env";

let currentTraceId: () => string | undefined = () => undefined;

/** Sets the function that returns the `traceId` of log lines. */
export function setTraceIdSource(source: () => string | undefined): void {
  currentTraceId = source;
}

/** Writes to stderr, because stdout has a command's result. Log ids, never personal data. */
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
