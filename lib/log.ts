import pino from "pino";
import { env } from "./env";
import { currentTraceId } from "./telemetry/context";

/** JSON lines on stderr, so that a command's stdout stays its result. Nothing that names a person is logged: ids only. */
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
