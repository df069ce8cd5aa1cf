import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import ts from "typescript";

const PRODUCT = ["app", "components", "lib", "workers", "prisma", "local", "infra", "tools", "bench"];

/**
 * Parses the TypeScript files of the product that git knows: no tests, no generated code, no declarations of
 * other libraries.
 */
export function productFiles(): ts.SourceFile[] {
  const listed = execFileSync("git", ["ls-files", "--", ...PRODUCT], { encoding: "utf8" }).split("\n");
  return listed
    .filter(
      (path) =>
        /\.tsx?$/.test(path) && !/\.test\.tsx?$|\.d\.ts$|^infra\/test\/|^lib\/db\/generated\//.test(path),
    )
    .map((path) => ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true));
}
