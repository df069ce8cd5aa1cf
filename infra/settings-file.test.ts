import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readSettings } from "./settings";
import { withSettingsFile } from "./settings-file";

const folder = mkdtempSync(join(tmpdir(), "ski-racer-settings-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const keep = (stage: string, text: string) => writeFileSync(join(folder, `settings.${stage}.json`), text);
const read = (typed: Record<string, string>) => readSettings(withSettingsFile((name) => typed[name], folder));

test("a stage has the choices of its own file, and what is typed goes first", () => {
  keep(
    "prod",
    '{"repository": "https://github.com/club/ski-racer", "alarmEmail": "a@b.org", "budgetUsd": 90}',
  );
  keep("dev", '{"repository": "https://github.com/club/fork"}');
  expect(read({ stage: "prod" })).toMatchObject({ alarmEmail: "a@b.org", budgetUsd: 90, branch: "main" });
  expect(read({ stage: "prod", budgetUsd: "10", branch: "next" })).toMatchObject({
    alarmEmail: "a@b.org",
    budgetUsd: 10,
    branch: "next",
  });
  expect(read({})).toMatchObject({ stage: "dev", repository: "https://github.com/club/fork" });
});

test("a stage without a file has what is typed", () => {
  expect(read({ stage: "pr12", repository: "https://github.com/club/ski-racer" }).stage).toBe("pr12");
});

describe("a file that cannot be meant so is refused in a sentence", () => {
  test.each([
    ["a comma too many", '{"branch": "main",}', /infra\/settings\.bad\.json is not JSON/],
    ["a list", "[]", /is not JSON/],
    ["a typing error", '{"alarmMail": "a@b.org"}', /there is no setting "alarmMail"/],
    ["another stage", '{"stage": "prod"}', /the stage is in the file's name already/],
    ["a wrong value", '{"access": "both", "repository": "https://x.org"}', /access: /],
  ])("%s", (_, text, sentence) => {
    keep("bad", text);
    expect(() => read({ stage: "bad" })).toThrow(sentence);
  });
});
