import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, delimiter, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readSettings } from "../settings";

const WORKFLOWS = ".github/workflows";
const INFRA = /^run infra -- (synth|diff|deploy)\b/;
/** The required settings of production in docs/ci.md. */
const PRODUCTION_CONTEXT = /`(-c alarmEmail=[^`]+)`/.exec(readFileSync("docs/ci.md", "utf8"))?.[1] ?? "";

interface Job {
  environment?: string;
  uses?: string;
  with?: Record<string, string>;
  steps?: { run?: string }[];
}

const jobsOf = (file: string) =>
  Object.entries((parse(readFileSync(join(WORKFLOWS, file), "utf8")) as { jobs: Record<string, Job> }).jobs);
const jobs = readdirSync(WORKFLOWS).flatMap((file) =>
  jobsOf(file).map(([name, job]) => ({ name: `${file} ${name}`, job })),
);
/** Each step that runs the CDK application, with the inputs of a job that calls a reusable workflow. */
const scripts = jobs.flatMap(({ name, job }) => {
  const called = job.uses?.startsWith("./") ? jobsOf(basename(job.uses)).map(([, inner]) => inner) : [job];
  if (job.environment?.includes("inputs.")) return [];
  return called.flatMap(({ steps = [] }) =>
    steps.flatMap(({ run }) =>
      run?.includes("npm run infra --") ? [{ name, inputs: job.with ?? {}, run }] : [],
    ),
  );
});

const folder = mkdtempSync(join(tmpdir(), "ski-racer-workflows-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A fake `npm` that records its arguments, one line per call. */
const calls = join(folder, "calls");
mkdirSync(join(folder, "bin"));
writeFileSync(join(folder, "bin", "npm"), `#!/bin/sh\nIFS='\t'; echo "$*" >> "${calls}"\n`);
chmodSync(join(folder, "bin", "npm"), 0o755);
// The checkout of the base of a pull request.
mkdirSync(join(folder, ".base", "infra", "bin"), { recursive: true });
writeFileSync(join(folder, ".base", "infra", "bin", "app.ts"), "");

/** Runs a step as GitHub does, and returns the arguments of each call of the CDK application. */
function callsOf(script: string, infraContext: string, stage = ""): string[][] {
  writeFileSync(calls, "");
  const { status, stderr } = spawnSync("bash", ["-e", "-c", script], {
    cwd: folder,
    encoding: "utf8",
    env: {
      ...process.env,
      PATH: [join(folder, "bin"), process.env.PATH].join(delimiter),
      GITHUB_REPOSITORY: "club/ski-racer",
      GITHUB_STEP_SUMMARY: join(folder, "summary"),
      RUNNER_TEMP: folder,
      INFRA_CONTEXT: infraContext,
      STAGE: stage,
    },
  });
  if (status !== 0) throw new Error(stderr);
  return readFileSync(calls, "utf8")
    .trim()
    .split("\n")
    .map((line) => line.split("\t"))
    .filter((args) => INFRA.test(args.join(" ")));
}

const contextOf = (args: string[]): Record<string, string> =>
  Object.fromEntries(
    args.flatMap((arg, index) => {
      const [name = "", ...value] = args[index - 1] === "-c" ? arg.split("=") : [];
      return name ? [[name, value.join("=")]] : [];
    }),
  );

describe.runIf(process.platform !== "win32")(
  "the workflows pass valid settings to the CDK application",
  () => {
    it("in every workflow that runs it", () => {
      expect(scripts.map(({ name }) => name)).toEqual([
        "deploy.yml dev",
        "deploy.yml production",
        "infra.yml templates",
        "infra.yml templates",
        "infra.yml deployed",
      ]);
    });

    it.each(scripts)("in $name, with the settings that docs/ci.md requires", ({ inputs, run }) => {
      const production = inputs.environment === "production";
      const found = callsOf(run, production ? PRODUCTION_CONTEXT : "", inputs.stage);
      expect(found).toHaveLength(1);
      for (const args of found) {
        const context = contextOf(args);
        expect(readSettings((name) => context[name])).toMatchObject({
          stage: production ? "prod" : "dev",
          repository: "https://github.com/club/ski-racer",
        });
      }
    });

    it.each(scripts.filter(({ run }) => run.includes("INFRA_CONTEXT")))(
      "in $name, with more settings in INFRA_CONTEXT",
      ({ inputs, run }) => {
        const more = "-c alarmEmail=you@example.org -c workerConcurrency=9";
        const [args = []] = callsOf(run, more, inputs.stage);
        const context = contextOf(args);
        expect(readSettings((name) => context[name])).toMatchObject({
          alarmEmail: "you@example.org",
          workerConcurrency: 9,
        });
      },
    );
  },
);

it("jobs of pull requests have no environment and do not read the deploy role", () => {
  const workflow = parse(readFileSync(join(WORKFLOWS, "infra.yml"), "utf8")) as { jobs: Record<string, Job> };
  for (const job of Object.values(workflow.jobs)) {
    expect(job.environment).toBeUndefined();
    expect(JSON.stringify(job)).not.toContain("AWS_DEPLOY_ROLE_ARN");
  }
});
