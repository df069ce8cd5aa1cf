import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));
const alias = { "@": root.replace(/\/$/, "") };

/** Without isolation, because loading all modules for each file takes as long as the tests. */
const shared = { isolate: false, setupFiles: ["tests/shared-modules.ts"] };

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: [
            "{app,components,lib,workers,local,prisma,bench,infra,tools,tests/{setup,structure,workflows}}/**/*.test.{ts,tsx}",
          ],
          testTimeout: 20_000,
          ...shared,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "accuracy",
          include: ["tests/accuracy/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // One analysis uses all cores.
          fileParallelism: false,
          ...shared,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "integration",
          include: ["tests/{integration,packaging}/**/*.test.ts"],
          globalSetup: ["tests/integration/setup/services.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          ...shared,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "browsers",
          include: ["tests/browsers/**/*.test.ts"],
          globalSetup: ["tests/e2e/setup/server.ts"],
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "faults",
          include: ["tests/faults/**/*.test.ts"],
          setupFiles: ["tests/faults/setup/stage.ts"],
          testTimeout: 300_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
