import { existsSync, globSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";

const FILES = ["Dockerfile.web", "Dockerfile.worker"];

/** The lines of an instruction, continued ones joined. */
async function instructions(file: string): Promise<string[]> {
  const text = (await readFile(file, "utf8")).replaceAll("\\\n", " ");
  return text.split("\n").filter((line) => /^[A-Z]+ /.test(line));
}

/** The rules of .dockerignore in their order; the last that matches a path decides. */
async function sentToDocker(path: string): Promise<boolean> {
  const rules = (await readFile(".dockerignore", "utf8")).split("\n").filter(Boolean);
  let sent = true;
  for (const rule of rules) {
    const pattern = rule.replace(/^!/, "");
    const under = pattern === "*" || path === pattern || path.startsWith(`${pattern}/`);
    if (under) sent = rule.startsWith("!");
  }
  return sent;
}

describe.each(FILES)("%s", (file) => {
  it("copies from the repository only what is there and is sent to Docker", async () => {
    const copies = (await instructions(file)).filter((line) => /^COPY (?!--from)/.test(line));
    const sources = copies.flatMap((line) => line.split(/\s+/).slice(1, -1));
    expect(sources.length).toBeGreaterThan(3);
    expect(sources.filter((path) => !existsSync(path))).toEqual([]);
    for (const path of sources) expect(await sentToDocker(path), path).toBe(true);
  });

  it("copies from a stage only what the stage makes", async () => {
    const lines = await instructions(file);
    const stages = lines.flatMap((line) => /^FROM \S+ AS (\S+)/.exec(line)?.[1] ?? []);
    const copies = lines.flatMap(
      (line) => /^COPY --from=(\S+) (?:--\S+ )*\/app\/(\S+)/.exec(line)?.slice(1) ?? [],
    );
    const made = ["build", ".next/standalone", ".next/static", "public", "dist/worker"];
    for (const word of copies) expect(made).toContain(word);
    expect(stages).toEqual(["build"]);
  });

  it("runs only scripts that package.json has, as nobody in particular", async () => {
    const { scripts } = JSON.parse(await readFile("package.json", "utf8"));
    const lines = await instructions(file);
    const called = lines.flatMap((line) =>
      [...line.matchAll(/npm run (?:--\S+ )*([\w:]+)/g)].map((m) => m[1]),
    );
    for (const name of called) expect(scripts).toHaveProperty([name ?? ""]);
    expect(lines).toContain("USER node");
  });

  it("is built on the Node that the repository pins", async () => {
    const { devDependencies } = JSON.parse(await readFile("package.json", "utf8"));
    const [major] = devDependencies.node.split(".");
    const bases = (await instructions(file)).filter((line) => line.startsWith("FROM "));
    for (const line of bases) expect(line).toContain(`node:${major}-`);
  });
});

it("everything a build imports by name is sent to Docker, and nothing local", async () => {
  for (const path of ["app/layout.tsx", "lib/env.ts", "workers/poll.ts", "infra/bundle/main.ts"]) {
    expect(await sentToDocker(path), path).toBe(true);
  }
  const kept = [
    ".env.production",
    ".git/config",
    ".local/s3",
    "node_modules/next",
    "tests/packaging",
    "dist/worker",
  ];
  for (const path of [...kept, ...globSync("lib/db/generated/*.ts")]) {
    expect(await sentToDocker(path), path).toBe(false);
  }
});
