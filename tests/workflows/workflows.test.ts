import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { BROWSER_PACKAGES } from "@/tests/browsers/packages";

type Permissions = string | Record<string, string>;
interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}
interface Job {
  uses?: string;
  if?: string;
  needs?: string | string[];
  environment?: string | { name: string };
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

const environmentOf = ({ environment }: Job) =>
  typeof environment === "object" ? environment.name : environment;
const signsIn = (job: Job) =>
  (job.steps ?? []).some(({ uses }) => uses?.startsWith("aws-actions/configure-aws-credentials@"));
const may = (permissions: Permissions | undefined, scope: string) =>
  typeof permissions === "object" ? permissions[scope] : permissions;

describe("credentials", () => {
  it.each(Object.entries(texts))("%s contains no AWS key and reads no secret", (_, text) => {
    expect(text).not.toMatch(
      /AKIA|ASIA|AWS_ACCESS_KEY|AWS_SECRET|AWS_SESSION_TOKEN|aws-access-key|aws-secret/i,
    );
    expect(text).not.toMatch(/secrets\./);
  });

  it("every job that signs in to AWS assumes a role", () => {
    const signing = steps.filter(([, { uses }]) =>
      uses?.startsWith("aws-actions/configure-aws-credentials@"),
    );
    expect(signing.length).toBeGreaterThan(0);
    for (const [name, step] of signing) expect(step.with?.["role-to-assume"], name).toMatch(/^\$\{\{ vars\./);
  });
});

describe("permissions", () => {
  it.each(workflows)("%s has read access to contents and no other default permission", (_, workflow) => {
    expect(workflow.permissions).toEqual({ contents: "read" });
  });

  it.each(jobs)("%s may request an OIDC token if and only if it signs in to AWS", (_, job) => {
    expect(may(job.permissions, "id-token") === "write").toBe(signsIn(job));
  });

  it.each(jobs)("%s has no write access to the repository", (_, job) => {
    expect(may(job.permissions, "contents") ?? "read").toBe("read");
  });
});

describe("untrusted code", () => {
  it.each(workflows)(
    "%s is not triggered by events that run a fork's code with repository permissions",
    (_, workflow) => {
      const triggers = typeof workflow.on === "object" ? Object.keys(workflow.on) : [workflow.on];
      expect(triggers).not.toContain("pull_request_target");
      expect(triggers).not.toContain("workflow_run");
    },
  );

  it("is not interpolated into shell commands: no step uses an expression in run", () => {
    for (const [name, { run }] of steps) expect(run ?? "", name).not.toContain("${{");
  });

  it("every action is pinned to a version or a commit", () => {
    for (const [name, { uses }] of steps) {
      if (uses) expect(uses, name).toMatch(/^[\w-]+\/[\w.-]+(\/[\w.-]+)*@(v\d+(\.\d+)*|[0-9a-f]{40})$/);
    }
  });
});

describe("deployment", () => {
  const deploying = jobs.filter(([, job]) =>
    (job.steps ?? []).some(({ run }) => /infra -- deploy/.test(run ?? "")),
  );

  it("each stage is deployed from its own environment, production from the one that needs approval", () => {
    const stages = deploying.map(([name, job]) => {
      const commands = (job.steps ?? []).map(({ run }) => run ?? "").join("\n");
      const stage = /-c stage=(\w+)/.exec(commands)?.[1];
      expect(environmentOf(job), name).toBe(stage === "prod" ? "production" : stage);
      return stage;
    });
    expect(stages).toEqual(["dev", "prod"]);
  });

  it("deploying jobs run on arm64, the architecture of the images", () => {
    for (const [name, job] of deploying) expect(job["runs-on"], name).toMatch(/-arm$/);
  });

  it("dev is deployed after the tests, production after dev", () => {
    const of = (name: string) => deploying.find(([full]) => full.endsWith(` ${name}`))?.[1];
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

it("a pull request runs the test command of the README, the tests with three browsers and those with faults", () => {
  const test = parse(texts["test.yml"] ?? "") as Workflow;
  const commands = Object.values(test.jobs).flatMap((job) => (job.steps ?? []).map(({ run }) => run));
  expect(Object.keys(test.on)).toContain("pull_request");
  expect(commands).toEqual(
    expect.arrayContaining(["npm ci", "npm test", "npm run test:browsers", "npm run test:faults"]),
  );
});

it.each([
  [".github/workflows/test.yml", Object.values(BROWSER_PACKAGES).flat()],
  // `npm test` installs Chromium before.
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

it("Dependabot updates npm packages, actions and images in groups", () => {
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
