import { defineConfig, devices } from "@playwright/test";
import { BROWSER_FLAGS, browserPath } from "./tests/e2e/setup/browser";

export default defineConfig({
  testDir: "tests/e2e",
  globalSetup: "./tests/e2e/setup/server.ts",
  outputDir: "test-results/e2e",
  // One browser, one server and one worker fill two cores; a test that passes only at the second try is a
  // broken test.
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
    // With a picture of every moment the tests take a third longer; what the page was made of is kept.
    trace: { mode: "retain-on-failure", screenshots: false, sources: false },
    screenshot: "only-on-failure",
  },
  // A tag says which tests are about the phone's screen; doing everything twice would show little more.
  projects: [
    {
      name: "desktop",
      grepInvert: /@phone/,
      use: { ...devices["Desktop Chrome"], viewport: { width: 1280, height: 800 } },
    },
    { name: "phone", grep: /@phone|@both/, use: { ...devices["Pixel 7"] } },
  ],
});
