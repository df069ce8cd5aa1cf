import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { App } from "aws-cdk-lib";
import { describeDeployment, FEATURES } from "../deployment";
import { readSettings } from "../settings";
import { withSettingsFile } from "../settings-file";

/** Nothing where there is no git, as in an archive of the sources. */
function commitOf(folder: string): string | undefined {
  const { stdout, status } = spawnSync("git", ["rev-parse", "HEAD"], { cwd: folder, encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const app = new App({ postCliContext: FEATURES, analyticsReporting: false });
try {
  const typed = (name: string) => app.node.tryGetContext(name);
  const settings = readSettings(withSettingsFile(typed, join(root, "infra")));
  describeDeployment(
    app,
    settings,
    { root, bundles: join(root, "dist"), migrations: join(root, "prisma", "migrations") },
    { account: process.env.CDK_DEFAULT_ACCOUNT, commit: commitOf(root) },
  );
} catch (error) {
  // What a person chose or forgot; where in our code it was noticed helps them little.
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
