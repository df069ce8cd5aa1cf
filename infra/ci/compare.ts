import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { changesBetween, describeChanges, type TemplateLike } from "./template-changes";

/** Reads the templates in a `cdk synth` output folder, by stack name; a missing folder has none. */
async function readTemplates(folder: string): Promise<Record<string, TemplateLike>> {
  if (!existsSync(folder)) return {};
  const names = (await readdir(folder)).filter((name) => name.endsWith(".template.json"));
  const entries = names.map(
    async (name) =>
      [
        name.slice(0, -".template.json".length),
        JSON.parse(await readFile(join(folder, name), "utf8")),
      ] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

const [base, head] = process.argv.slice(2);
if (!base || !head) throw new Error("Expected two cdk synth output folders: base and head.");
console.log(describeChanges(changesBetween(await readTemplates(base), await readTemplates(head))));
