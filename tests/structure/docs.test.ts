import { execFileSync } from "node:child_process";
import { existsSync, globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const git = (...args: string[]) => execFileSync("git", args, { encoding: "utf8" }).trim().split("\n");

const DOCUMENTS = git("ls-files", "--", "*.md", "docs/**/*.md");
const TOP = new Set(
  git("ls-files")
    .map((path) => path.split("/")[0]!)
    .filter((name) => !name.includes(".")),
);
const SCRIPTS = Object.keys(JSON.parse(readFileSync("package.json", "utf8")).scripts);

/** What stands between backticks outside of code blocks. */
const quoted = (markdown: string) =>
  [...markdown.replace(/^```[\s\S]*?^```/gm, "").matchAll(/`([^`\n]+)`/g)].map((match) => match[1]!);

/**
 * Paths among them: they begin with a folder of the repository; placeholders such as `<feature>` match
 * anything.
 */
const pathsIn = (markdown: string) =>
  quoted(markdown)
    .filter(
      (text) => /^[\w.@[\]()<>{},*/-]+$/.test(text) && text.includes("/") && TOP.has(text.split("/")[0]!),
    )
    .map((text) => text.replace(/<[^>]+>/g, "*").replace(/\/$/, ""));

/** The settings of a stage, which its operator writes. */
const MADE_BY_OPERATORS = /^infra\/settings\.[\w*]+\.json$/;

/** Brackets and parentheses in the names of Next's folders are no patterns. */
const exists = (path: string) =>
  existsSync(path) || globSync(path.replace(/[[\]()]/g, "?")).length > 0 || MADE_BY_OPERATORS.test(path);

describe.each(DOCUMENTS)("%s", (document) => {
  const markdown = readFileSync(document, "utf8");

  it("names only files and folders that exist", () => {
    expect(pathsIn(markdown).filter((path) => !exists(path))).toEqual([]);
  });

  it("names only npm scripts that exist", () => {
    const named = [...markdown.matchAll(/npm run (?:-s )?([a-z][\w:-]*)/g)].map((match) => match[1]!);
    expect(named.filter((name) => !SCRIPTS.includes(name))).toEqual([]);
  });

  it("links only to files that exist", () => {
    const folder = document.includes("/") ? document.slice(0, document.lastIndexOf("/")) : ".";
    const links = [...markdown.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map((match) => match[1]!);
    expect(links.filter((link) => !existsSync(`${folder}/${link}`))).toEqual([]);
  });
});
