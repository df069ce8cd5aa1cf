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

/** Returns the texts between backticks outside of code blocks. */
const quoted = (markdown: string) =>
  [...markdown.replace(/^```[\s\S]*?^```/gm, "").matchAll(/`([^`\n]+)`/g)].map((match) => match[1]!);

/**
 * Returns those that start with a folder of the repository; placeholders such as `<feature>` become
 * wildcards.
 */
const pathsIn = (markdown: string) =>
  quoted(markdown)
    .filter(
      (text) => /^[\w.@[\]()<>{},*/-]+$/.test(text) && text.includes("/") && TOP.has(text.split("/")[0]!),
    )
    .map((text) => text.replace(/<[^>]+>/g, "*").replace(/\/$/, ""));

/** Settings of a stage, which operators create. */
const OPERATOR_FILES = /^infra\/settings\.[\w*]+\.json$/;

/** Escapes brackets and parentheses, which are part of the names of Next's folders. */
const exists = (path: string) =>
  existsSync(path) || globSync(path.replace(/[[\]()]/g, "?")).length > 0 || OPERATOR_FILES.test(path);

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
