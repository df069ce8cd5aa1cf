import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "aws-cdk-lib";
import { defineStacks, FEATURES } from "@/infra/deployment";
import { writePlaceholderPublicKey, writePlaceholderSources } from "@/infra/placeholder-sources";
import { readSettings } from "@/infra/settings";
import type { StackChoices } from "./usage/types";

/** One resource of a synthesized template. */
export interface TemplateResource {
  id: string;
  type: string;
  properties: object;
}

/**
 * Synthesizes the stacks, with signed CDN links and mail, and returns their resources. Needs no AWS account.
 * @throws Error when the choices cannot be combined
 */
export function synthesizeResources(choices: StackChoices): TemplateResource[] {
  const folder = mkdtempSync(join(tmpdir(), "ski-racer-cost-"));
  try {
    const root = join(folder, "root");
    mkdirSync(root);
    const context: Record<string, string | undefined> = {
      stage: choices.production ? "prod" : "dev",
      access: choices.access,
      hosting: choices.hosting,
      worker: choices.worker,
      firewall: choices.firewall === undefined ? undefined : choices.firewall ? "on" : "off",
      repository: "https://github.com/example/ski-racer",
      domain: "ski.example.org",
      certificateArn: "arn:aws:acm:us-east-1:111122223333:certificate/example",
      alarmEmail: "coach@example.org",
      mailFrom: "coach@example.org",
      cdnPublicKey: writePlaceholderPublicKey(root, "cdn-public.pem"),
    };
    const app = new App({
      postCliContext: FEATURES,
      analyticsReporting: false,
      outdir: join(folder, "out"),
    });
    defineStacks(
      app,
      readSettings((name) => context[name]),
      writePlaceholderSources(root),
      { securityChecks: false },
    );
    return app
      .synth()
      .stacks.flatMap(({ template }) =>
        Object.entries(template.Resources as Record<string, { Type: string; Properties?: object }>).map(
          ([id, { Type, Properties }]) => ({ id, type: Type, properties: Properties ?? {} }),
        ),
      );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
