import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readSettings } from "../settings";

const WORKFLOWS = ".github/workflows";
const INFRA = /^run infra -- (synth|diff|deploy)\b/;
/** What docs/ci.md says that the variable of production has at least. */
const OF_PRODUCTION = /`(-c alarmEmail=[^`]+)`/.exec(readFileSync("docs/ci.md", "utf8"))?.[1] ?? "";

interface Job {
  environment?: string;
  steps?: { run?: string }[];
}

const jobs = readdirSync(WORKFLOWS).flatMap((file) => {
  const workflow = parse(readFileSync(join(WORKFLOWS, file), "utf8")) as { jobs: Record<string, Job> };
  return Object.entries(workflow.jobs).map(([name, job]) => ({ name: `${file} ${name}`, job }));
});
const scripts = jobs.flatMap(({ name, job }) =>
  (job.steps ?? []).flatMap(({ run }) => (run?.includes("npm run infra --") ? [{ name, job, run }] : [])),
);

const folder = mkdtempSync(join(tmpdir(), "ski-racer-workflows-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** An `npm` that does nothing but write down, a line for each call, how it was called. */
const calls = join(folder, "calls");
mkdirSync(join(folder, "bin"));
writeFileSync(join(folder, "bin", "npm"), `#!/bin/sh\nIFS='\t'; echo "$*" >> "${calls}"\n`);
chmodSync(join(folder, "bin", "npm"), 0o755);
// What the base of a pull request has.
mkdirSync(join(folder, ".base", "infra", "bin"), { recursive: true });
writeFileSync(join(folder, ".base", "infra", "bin", "app.ts"), "");

/** Runs a step as GitHub does, and returns the arguments of each call of the deployment's program. */
function callsOf(script: string, infraContext: string): string[][] {
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

describe.runIf(process.platform !== "win32")("what the workflows ask of the deployment works", () => {
  it("is looked at in each of them", () => {
    expect(scripts.map(({ name }) => name)).toEqual([
      "deploy.yml dev",
      "deploy.yml production",
      "infra.yml templates",
      "infra.yml templates",
      "infra.yml deployed",
    ]);
  });

  it.each(scripts)("in $name, with no choice but those that docs/ci.md says it must have", ({ job, run }) => {
    const asked = callsOf(run, job.environment === "production" ? OF_PRODUCTION : "");
    expect(asked).toHaveLength(1);
    for (const args of asked) {
      const context = contextOf(args);
      expect(readSettings((name) => context[name])).toMatchObject({
        stage: job.environment === "production" ? "prod" : "dev",
        repository: "https://github.com/club/ski-racer",
      });
    }
  });

  it.each(scripts.filter(({ run }) => run.includes("INFRA_CONTEXT")))(
    "in $name, with choices of the club's",
    ({ run }) => {
      const [args = []] = callsOf(run, "-c alarmEmail=you@example.org -c workerConcurrency=9");
      const context = contextOf(args);
      expect(readSettings((name) => context[name])).toMatchObject({
        alarmEmail: "you@example.org",
        workerConcurrency: 9,
      });
    },
  );
});

it("pull requests are in no environment, whose role may deploy, and read no variable that only one has", () => {
  const workflow = parse(readFileSync(join(WORKFLOWS, "infra.yml"), "utf8")) as { jobs: Record<string, Job> };
  for (const job of Object.values(workflow.jobs)) {
    expect(job.environment).toBeUndefined();
    expect(JSON.stringify(job)).not.toContain("AWS_DEPLOY_ROLE_ARN");
  }
});
