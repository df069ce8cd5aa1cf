import { afterAll, vi } from "vitest";
import { env } from "@/lib/env";

// Test files share loaded modules (`isolate: false`). A file that loads them again with another environment
// must
// not leave these to the next file.
afterAll(async () => {
  vi.unstubAllEnvs();
  if ((await import("@/lib/env")).env !== env) vi.resetModules();
});
