import { defineConfig, devices } from "@playwright/test";
import { BROWSER_FLAGS, browserPath } from "./tests/e2e/setup/browser";

export default defineConfig({
  testDir: "tests/e2e",
  globalSetup: "./tests/e2e/setup/server.ts",
  outputDir: "test-results/e2e",
  // One browser, one server and one worker use two cores. No retries, because they hide flaky tests.
  workers: 1,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: !!process.env.CI,
  reporter: [["list"]],
  use: {
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    launchOptions: { executablePath: browserPath(), args: BROWSER_FLAGS },
    // Screenshots in traces make the tests a third slower.
    trace: { mode: "retain-on-failure", screenshots: false, sources: false },
    screenshot: "only-on-failure",
  },
  // Only tests about small screens are tagged for the phone.
  projects: [
    {
      name: "desktop",
      grepInvert: /@phone/,
      use: { ...devices["Desktop Chrome"], viewport: { width: 1280, height: 800 } },
    },
    { name: "phone", grep: /@phone|@both/, use: { ...devices["Pixel 7"] } },
  ],
});
