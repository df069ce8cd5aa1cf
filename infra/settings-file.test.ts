import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readSettings } from "./settings";
import { withSettingsFile } from "./settings-file";

const folder = mkdtempSync(join(tmpdir(), "ski-racer-settings-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const writeSettings = (stage: string, text: string) =>
  writeFileSync(join(folder, `settings.${stage}.json`), text);
const read = (commandLine: Record<string, string>) =>
  readSettings(withSettingsFile((name) => commandLine[name], folder));

test("reads the file of the stage, and the command line takes precedence", () => {
  writeSettings(
    "prod",
    '{"repository": "https://github.com/club/ski-racer", "alarmEmail": "a@b.org", "budgetUsd": 90}',
  );
  writeSettings("dev", '{"repository": "https://github.com/club/fork"}');
  expect(read({ stage: "prod" })).toMatchObject({ alarmEmail: "a@b.org", budgetUsd: 90, branch: "main" });
  expect(read({ stage: "prod", budgetUsd: "10", branch: "next" })).toMatchObject({
    alarmEmail: "a@b.org",
    budgetUsd: 10,
    branch: "next",
  });
  expect(read({})).toMatchObject({ stage: "dev", repository: "https://github.com/club/fork" });
});

test("uses the command line only when the stage has no file", () => {
  expect(read({ stage: "pr12", repository: "https://github.com/club/ski-racer" }).stage).toBe("pr12");
});

describe("an invalid file throws", () => {
  test.each([
    ["for a trailing comma", '{"branch": "main",}', /infra\/settings\.bad\.json is not JSON/],
    ["for a list", "[]", /is not JSON/],
    ["for an unknown setting", '{"alarmMail": "a@b.org"}', /unknown setting "alarmMail"/],
    ["for a stage", '{"stage": "prod"}', /the file name sets the stage/],
    ["for an invalid value", '{"access": "both", "repository": "https://x.org"}', /access: /],
  ])("%s", (_, text, sentence) => {
    writeSettings("bad", text);
    expect(() => read({ stage: "bad" })).toThrow(sentence);
  });
});
