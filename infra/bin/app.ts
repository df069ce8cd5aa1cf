import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { App } from "aws-cdk-lib";
import { defineStacks, FEATURES } from "../deployment";
import { readSettings } from "../settings";
import { withSettingsFile } from "../settings-file";

/** Returns undefined outside a git working tree. */
function commitOf(folder: string): string | undefined {
  const { stdout, status } = spawnSync("git", ["rev-parse", "HEAD"], { cwd: folder, encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const app = new App({ postCliContext: FEATURES, analyticsReporting: false });
try {
  const commandLine = (name: string) => app.node.tryGetContext(name);
  const settings = readSettings(withSettingsFile(commandLine, join(root, "infra")));
  defineStacks(
    app,
    settings,
    { root, bundles: join(root, "dist"), migrations: join(root, "prisma", "migrations") },
    { account: process.env.CDK_DEFAULT_ACCOUNT, commit: commitOf(root) },
  );
} catch (error) {
  // Most errors are invalid settings, which need no stack trace.
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
