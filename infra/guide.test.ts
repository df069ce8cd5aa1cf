import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { SETTING_NAMES } from "./settings";

const guide = readFileSync("docs/deploy.md", "utf8");
const blocksOf = (language: string) =>
  [...guide.matchAll(new RegExp(`^( *)\`\`\`${language}\\n([^]*?)^\\1\`\`\``, "gm"))].map(
    ([, , text = ""]) => text,
  );

describe("docs/deploy.md", () => {
  test("names every setting, and no unknown one", () => {
    const missing = SETTING_NAMES.filter(
      (name) => !guide.includes(`\`${name}\``) && !guide.includes(`"${name}"`),
    );
    expect(missing).toEqual([]);
    const written = [...guide.matchAll(/`"([a-z]\w+)": |-c (\w+)=/g)].map(
      ([, kept, typed]) => kept ?? typed ?? "",
    );
    expect(written.filter((name) => name !== "name" && !SETTING_NAMES.includes(name))).toEqual([]);
    for (const block of blocksOf("json")) {
      expect(SETTING_NAMES).toEqual(expect.arrayContaining(Object.keys(JSON.parse(block))));
    }
  });

  test("has commands that zsh and bash run alike: no comments and no unquoted variables", () => {
    const commands = blocksOf("sh");
    expect(commands.length).toBeGreaterThan(12);
    for (const text of commands) {
      expect(text).not.toMatch(/(^|\s)#/);
      expect(text.replace(/"[^"]*"/g, "")).not.toMatch(/\$\w/);
    }
  });

  test.runIf(process.platform !== "win32")("has commands without syntax errors", () => {
    for (const text of blocksOf("sh")) {
      expect(spawnSync("bash", ["-n"], { input: text, encoding: "utf8" }).stderr, text).toBe("");
    }
  });
});
