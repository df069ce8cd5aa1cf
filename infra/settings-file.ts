import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SETTING_NAMES } from "./settings";

/** Returns the value of a setting, or undefined. */
type SettingReader = (name: string) => unknown;

/**
 * Adds the settings in `settings.<stage>.json` of `folder`; those of the command line take precedence.
 * @throws Error when the file is not a JSON object or contains an unknown setting
 */
export function withSettingsFile(commandLine: SettingReader, folder: string): SettingReader {
  const name = `settings.${commandLine("stage") ?? "dev"}.json`;
  const file = join(folder, name);
  if (!existsSync(file)) return commandLine;
  const fromFile = parseSettings(name, readFileSync(file, "utf8"));
  return (setting) => commandLine(setting) ?? fromFile[setting];
}

function parseSettings(name: string, text: string): Record<string, unknown> {
  const parsed = parseObject(text);
  if (!parsed) {
    throw new Error(`infra/${name} is not JSON: expected {"setting": "value", …} without a trailing comma.`);
  }
  for (const setting of Object.keys(parsed)) {
    if (setting === "stage") throw new Error(`infra/${name}: the file name sets the stage; remove "stage".`);
    if (!SETTING_NAMES.includes(setting)) throw new Error(`infra/${name}: unknown setting "${setting}".`);
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
