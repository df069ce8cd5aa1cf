import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { App } from "aws-cdk-lib";
import { describeDeployment, FEATURES } from "../deployment";
import { readSettings } from "../settings";

const root = fileURLToPath(new URL("../..", import.meta.url));
const app = new App({ postCliContext: FEATURES, analyticsReporting: false });
try {
  const settings = readSettings((name) => app.node.tryGetContext(name));
  describeDeployment(
    app,
    settings,
    { root, bundles: join(root, "dist"), migrations: join(root, "prisma", "migrations") },
    process.env.CDK_DEFAULT_ACCOUNT,
  );
} catch (error) {
  // What a person chose or forgot; where in our code it was noticed helps them little.
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
