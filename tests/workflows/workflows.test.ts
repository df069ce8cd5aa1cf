import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { BROWSER_PACKAGES } from "@/tests/browsers/packages";

type Permissions = string | Record<string, string>;
interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
  env?: Record<string, string>;
}
interface Job {
  uses?: string;
  with?: Record<string, string>;
  if?: string;
  needs?: string | string[];
  environment?: string;
  permissions?: Permissions;
  steps?: Step[];
  "runs-on"?: string;
  "timeout-minutes"?: number;
}
interface Workflow {
  on: string | string[] | Record<string, unknown>;
  permissions?: Permissions;
  jobs: Record<string, Job>;
}

const FOLDER = ".github/workflows";
const texts = Object.fromEntries(
  readdirSync(FOLDER).map((name) => [name, readFileSync(`${FOLDER}/${name}`, "utf8")]),
);
const workflows = Object.entries(texts).map(([name, text]) => [name, parse(text) as Workflow] as const);
const jobs = workflows.flatMap(([file, workflow]) =>
  Object.entries(workflow.jobs).map(([name, job]) => [`${file} ${name}`, job, workflow] as const),
);
const steps = jobs.flatMap(([name, job]) => (job.steps ?? []).map((step) => [name, step] as const));
const scripts: Record<string, string> = JSON.parse(readFileSync("package.json", "utf8")).scripts;

/** Returns the jobs of the reusable workflow that a job calls, or the job itself. */
const calledBy = (job: Job): Job[] =>
  job.uses ? Object.values((parse(texts[basename(job.uses)] ?? "") as Workflow).jobs) : [job];
const signsIn = (job: Job) =>
  calledBy(job).some(({ steps = [] }) =>
    steps.some(({ uses }) => uses?.startsWith("aws-actions/configure-aws-credentials@")),
  );
const granted = (permissions: Permissions | undefined, scope: string) =>
  typeof permissions === "object" ? permissions[scope] : permissions;

describe("no workflow contains AWS access keys", () => {
  it.each(Object.entries(texts))("in %s", (_, text) => {
    expect(text).not.toMatch(
      /AKIA|ASIA|AWS_ACCESS_KEY|AWS_SECRET|AWS_SESSION_TOKEN|aws-access-key|aws-secret/i,
    );
    expect(text).not.toMatch(/secrets\./);
  });

  it("and every job that signs in to AWS assumes a role", () => {
    const signing = steps.filter(([, { uses }]) =>
      uses?.startsWith("aws-actions/configure-aws-credentials@"),
    );
    expect(signing.length).toBeGreaterThan(0);
    for (const [name, step] of signing) expect(step.with?.["role-to-assume"], name).toMatch(/^\$\{\{ vars\./);
  });
});

describe("permissions", () => {
  it.each(workflows)("of %s are read-only by default", (_, workflow) => {
    expect(workflow.permissions).toEqual({ contents: "read" });
  });

  it.each(jobs)("%s may request an OIDC token if and only if it signs in to AWS", (_, job) => {
    expect(granted(job.permissions, "id-token") === "write").toBe(signsIn(job));
  });

  it.each(jobs)("%s cannot write to the repository", (_, job) => {
    expect(granted(job.permissions, "contents") ?? "read").toBe("read");
  });
});

describe("untrusted code", () => {
  it.each(workflows)("%s does not run with the permissions of the repository", (_, workflow) => {
    const triggers = typeof workflow.on === "object" ? Object.keys(workflow.on) : [workflow.on];
    expect(triggers).not.toContain("pull_request_target");
    expect(triggers).not.toContain("workflow_run");
  });

  it("is not part of a shell command: expressions reach scripts as environment variables only", () => {
    for (const [name, { run }] of steps) expect(run ?? "", name).not.toContain("${{");
  });

  it("is pinned to a version or commit", () => {
    for (const [name, { uses }] of steps) {
      if (uses) expect(uses, name).toMatch(/^[\w-]+\/[\w.-]+(\/[\w.-]+)*@(v\d+(\.\d+)*|[0-9a-f]{40})$/);
    }
  });
});

describe("deployment", () => {
  const deploying = jobs.filter(([, job]) =>
    (job.steps ?? []).some(({ run }) => /infra -- deploy/.test(run ?? "")),
  );
  const callers = jobs.filter(([, job]) => job.uses === "./.github/workflows/deploy-stage.yml");

  it("has one job, which only deploy.yml calls", () => {
    expect(deploying.map(([name]) => name)).toEqual(["deploy-stage.yml deploy"]);
    expect(callers.map(([name]) => name)).toEqual(["deploy.yml dev", "deploy.yml production"]);
    const { on } = parse(texts["deploy-stage.yml"] ?? "") as Workflow;
    expect(Object.keys(on)).toEqual(["workflow_call"]);
  });

  it("deploys the stage of its input from the environment of its input, production from its protected one", () => {
    const [[, job] = []] = deploying;
    const [deploy] = (job?.steps ?? []).filter(({ run }) => run?.includes("infra -- deploy"));
    expect(job?.environment).toMatch(/^\$\{\{ inputs\.environment \}\}$/);
    expect(deploy?.run).toContain('-c stage="$STAGE"');
    expect(deploy?.env?.STAGE).toMatch(/^\$\{\{ inputs\.stage \}\}$/);
    const stages = callers.map(([name, { with: inputs }]) => {
      expect(inputs?.environment, name).toBe(inputs?.stage === "prod" ? "production" : inputs?.stage);
      return inputs?.stage;
    });
    expect(stages).toEqual(["dev", "prod"]);
  });

  it.each(callers)("%s runs only when the variable DEPLOY is set", (_, job) => {
    expect(job.if).toBe("vars.DEPLOY == 'true'");
  });

  it("builds images on arm64", () => {
    for (const [name, job] of deploying) expect(job["runs-on"], name).toMatch(/-arm$/);
  });

  it("runs after the tests, and production after dev", () => {
    const of = (name: string) => callers.find(([full]) => full.endsWith(` ${name}`))?.[1];
    expect(of("dev")?.needs).toBe("test");
    expect(of("production")?.needs).toBe("dev");
  });
});

it("every job has a timeout of at most 60 minutes", () => {
  for (const [name, job] of jobs) if (!job.uses) expect(job["timeout-minutes"], name).toBeLessThanOrEqual(60);
});

it("every npm script that is called exists", () => {
  const called = steps.flatMap(([, { run }]) => [...(run ?? "").matchAll(/npm (?:run ([\w:-]+)|(test)\b)/g)]);
  expect(called.length).toBeGreaterThan(5);
  for (const [command, script, test] of called)
    expect(scripts, command).toHaveProperty([script ?? test ?? ""]);
});

it("pull requests run npm test and the fault tests", () => {
  const test = parse(texts["test.yml"] ?? "") as Workflow;
  const commands = Object.values(test.jobs).flatMap((job) => (job.steps ?? []).map(({ run }) => run));
  expect(Object.keys(test.on)).toContain("pull_request");
  expect(commands).toEqual(
    expect.arrayContaining(["npm ci", "npm test", "npm run test:browsers", "npm run test:faults"]),
  );
});

it("Dependabot groups updates of packages, actions and images", () => {
  const { updates } = parse(readFileSync(".github/dependabot.yml", "utf8")) as {
    updates: { "package-ecosystem": string; groups?: object; schedule: { interval: string } }[];
  };
  expect(updates.map((each) => each["package-ecosystem"]).sort()).toEqual([
    "docker",
    "github-actions",
    "npm",
  ]);
  for (const each of updates) expect(Object.keys(each.groups ?? {}).length).toBeGreaterThan(0);
});

it.each([
  [".github/workflows/test.yml", Object.values(BROWSER_PACKAGES).flat()],
  // `npm test`, which runs before, installs Chromium.
  [".ci/run", [...BROWSER_PACKAGES.WebKit, ...BROWSER_PACKAGES.Firefox]],
])("%s installs every package that the tests with three browsers need", (file, packages) => {
  expect(readFileSync(file, "utf8").split(/\s+/)).toEqual(expect.arrayContaining(packages));
});

it(".ci/run sets CI and runs the tests with three browsers after the test command of the README", () => {
  const script = readFileSync(".ci/run", "utf8");
  expect(script).toMatch(/^export CI=true\b/m);
  const commands = [...script.matchAll(/^step (?:timeout \S+ )?(npm .*)$/gm)].map(([, command]) => command);
  expect(commands).toEqual(["npm ci", "npm test", "npm run verify:amplify", "npm run test:browsers"]);
});
