import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SETTING_NAMES } from "./settings";

type Context = (name: string) => unknown;

/**
 * The choices of a stage as they stand in `settings.<stage>.json` of `folder`, each unless it was typed with `-c`. A file,
 * because what is given once is given every time, and because shells do not agree on how to keep a list of options.
 * @throws Error when the file is no JSON object, or names a choice that does not exist
 */
export function withSettingsFile(typed: Context, folder: string): Context {
  const name = `settings.${typed("stage") ?? "dev"}.json`;
  const file = join(folder, name);
  if (!existsSync(file)) return typed;
  const kept = parseSettings(name, readFileSync(file, "utf8"));
  return (setting) => typed(setting) ?? kept[setting];
}

function parseSettings(name: string, text: string): Record<string, unknown> {
  const parsed = parseObject(text);
  if (!parsed) {
    throw new Error(`infra/${name} is not JSON: {"setting": "value", …}, with no comma after the last one.`);
  }
  for (const setting of Object.keys(parsed)) {
    // The stage chose the file; another one inside would be believed by nobody.
    if (setting === "stage") throw new Error(`infra/${name}: the stage is in the file's name already.`);
    if (!SETTING_NAMES.includes(setting)) throw new Error(`infra/${name}: there is no setting "${setting}".`);
  }
  return parsed;
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
