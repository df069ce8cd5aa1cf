import { publicKeyFile } from "./synthesized";

const stages = ["dev", "prod", "pr12"];

/** Every stage with each way to its database and each hosting that goes with it. */
export const plain = stages.flatMap((stage) => [
  { stage, access: "gateway", hosting: "amplify" },
  { stage, access: "gateway", hosting: "container" },
  { stage, access: "vpc", hosting: "container" },
]);

/** Those with everything turned on that can be, and those that lie elsewhere. */
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

export type Context = Record<string, string>;

/** As a person would type them. */
export const titleOf = (context: Context): string =>
  Object.entries(context)
    .map(([name, value]) => (value === publicKeyFile ? name : `${name}=${value}`))
    .join(" ");

/** For tables of tests: each with its title. */
export const titled = (contexts: Context[]): [string, Context][] =>
  contexts.map((context) => [titleOf(context), context]);
