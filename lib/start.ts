import { missingSettings, type ProgramName } from "./env";
import { log } from "./log";

/** Exits the process when a program starts in production without its required settings. */
export function requireSettings(program: ProgramName): void {
  const missing = missingSettings(program, process.env);
  if (missing.length === 0) return;
  log.fatal({ program, missing }, "required settings are missing; not started");
  process.exit(1);
}
