import { publicKeyFile } from "./synthesized";

const stages = ["dev", "prod", "pr12"];

/** Every stage with every valid combination of access and hosting. */
export const plain = stages.flatMap((stage) => [
  { stage, access: "gateway", hosting: "amplify" },
  { stage, access: "gateway", hosting: "container" },
  { stage, access: "vpc", hosting: "container" },
]);

/** Combinations of optional settings, other workers and another region. */
export const rich: Record<string, string>[] = [
  {
    stage: "prod",
    access: "gateway",
    hosting: "amplify",
    cognito: "on",
    mailFrom: "coach@example.org",
    cdnPublicKey: publicKeyFile,
    domain: "ski.example.org",
  },
  { stage: "dev", access: "gateway", hosting: "amplify", previews: "on", worker: "both", coach: "rules" },
  {
    stage: "prod",
    access: "vpc",
    hosting: "container",
    worker: "both",
    valkey: "on",
    mailFrom: "coach@example.org",
    cdnPublicKey: publicKeyFile,
  },
  {
    stage: "prod",
    access: "gateway",
    hosting: "amplify",
    region: "eu-central-1",
    modelId: "eu.amazon.nova-2-lite-v1:0",
    modelMaxTokens: "3000",
    modelTimeoutMs: "90000",
    modelVideo: "on",
  },
  {
    stage: "dev",
    access: "gateway",
    hosting: "container",
    worker: "fargate",
    firewall: "on",
    modelId: "global.amazon.nova-2-lite-v1:0",
  },
];

export const all: Record<string, string>[] = [...plain, ...rich];

export type SettingsContext = Record<string, string>;

/** Formats settings as on the command line. */
export const titleOf = (context: SettingsContext): string =>
  Object.entries(context)
    .map(([name, value]) => (value === publicKeyFile ? name : `${name}=${value}`))
    .join(" ");

/** Returns rows for `test.each` with the title first. */
export const titled = (contexts: SettingsContext[]): [string, SettingsContext][] =>
  contexts.map((context) => [titleOf(context), context]);
