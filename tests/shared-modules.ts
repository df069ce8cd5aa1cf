import { afterAll, vi } from "vitest";
import { env } from "@/lib/env";

// Test files share the modules they load, as loading them takes longer than many a test does. One that loads
// them anew under
// another environment leaves neither to the next.
afterAll(async () => {
  vi.unstubAllEnvs();
  if ((await import("@/lib/env")).env !== env) vi.resetModules();
});
