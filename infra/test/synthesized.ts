import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { App, type Stack } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { defineStacks, FEATURES } from "../deployment";
import { writePlaceholderPublicKey, writePlaceholderSources } from "../placeholder-sources";
import { readSettings, type Settings } from "../settings";

export interface SynthesizedResource {
  stack: string;
  id: string;
  type: string;
  // biome-ignore lint/suspicious/noExplicitAny: CloudFormation properties of any resource type
  properties: Record<string, any>;
  metadata: { cdk_nag?: { rules_to_suppress: { id: string; reason: string }[] }; "aws:cdk:path"?: string };
  raw: Record<string, unknown>;
}

export interface Synthesized {
  settings: Settings;
  stacks: Stack[];
  resources: SynthesizedResource[];
  /** All templates as JSON. */
  text: string;
  /** Unacknowledged cdk-nag findings. */
  findings: string[];
  of(type: string): SynthesizedResource[];
}

const folder = mkdtempSync(join(tmpdir(), "ski-racer-infra-"));
// Output folders must be outside the build context of images, which would contain them.
const root = join(folder, "root");

export const publicKeyFile = join(root, "cdn-public.pem");
export const nextPublicKeyFile = join(root, "cdn-public-next.pem");

function writeSources() {
  mkdirSync(root, { recursive: true });
  writePlaceholderPublicKey(root, basename(publicKeyFile));
  writePlaceholderPublicKey(root, basename(nextPublicKeyFile), "MIIC");
  return writePlaceholderSources(root);
}
let sources = writeSources();

/** Reads settings, and adds those that the hosting requires. */
export function settingsOf(context: Record<string, string>): Settings {
  const needed: Record<string, string> =
    context.hosting === "container"
      ? {
          domain: "ski.example.org",
          certificateArn:
            "arn:aws:acm:us-east-1:111122223333:certificate/00000000-0000-0000-0000-000000000000",
        }
      : { repository: "https://github.com/example/ski-racer" };
  const given = { alarmEmail: "coach@example.org", ...needed, ...context };
  return readSettings((name) => (given as Record<string, string>)[name]);
}

/** Deletes the temporary folder; a later synthesis creates it again, because test files share this module. */
export const cleanUp = (): void => rmSync(folder, { recursive: true, force: true });

export const COMMIT = "0123456789abcdef0123456789abcdef01234567";

const cache = new Map<string, Synthesized>();

/** Synthesizes a deployment with these settings, once in a process. */
export function synthesized(context: Record<string, string>): Synthesized {
  const key = JSON.stringify(context);
  const found = cache.get(key);
  if (found) return found;
  if (!existsSync(root)) sources = writeSources();
  const settings = settingsOf(context);
  const outdir = join(folder, `out-${cache.size}`);
  const app = new App({ postCliContext: FEATURES, analyticsReporting: false, outdir });
  const stacks = defineStacks(app, settings, sources, { commit: COMMIT });
  const assembly = app.synth();
  const resources = assembly.stacks.flatMap(({ stackName, template }) =>
    Object.entries(template.Resources as Record<string, Record<string, unknown>>).map(([id, raw]) => ({
      stack: stackName,
      id,
      type: String(raw.Type),
      properties: (raw.Properties ?? {}) as SynthesizedResource["properties"],
      metadata: (raw.Metadata ?? {}) as SynthesizedResource["metadata"],
      raw,
    })),
  );
  const { violations } = new AwsSolutionsChecks(app).validateScope(app);
  const result: Synthesized = {
    settings,
    stacks,
    resources,
    text: JSON.stringify(assembly.stacks.map(({ template }) => template)),
    findings: violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath }) => `${ruleName} ${constructPath}`),
    ),
    of: (type) => resources.filter((resource) => resource.type === type),
  };
  cache.set(key, result);
  return result;
}
