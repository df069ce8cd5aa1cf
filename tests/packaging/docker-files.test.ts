import { existsSync, globSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";

const FILES = ["Dockerfile.web", "Dockerfile.worker"];

/** Returns the instructions of a Dockerfile, with continued lines joined. */
async function instructions(file: string): Promise<string[]> {
  const text = (await readFile(file, "utf8")).replaceAll("\\\n", " ");
  return text.split("\n").filter((line) => /^[A-Z]+ /.test(line));
}

/** Applies the rules of .dockerignore in order; the last one that matches a path decides. */
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
  it("copies what npm ci runs before it runs npm ci", async () => {
    const lines = await instructions(file);
    const before = lines
      .slice(
        0,
        lines.findIndex((line) => line.includes("npm ci")),
      )
      .join(" ");
    const { scripts } = JSON.parse(await readFile("package.json", "utf8"));
    const generators = scripts.generate.match(/[\w/-]+\.c?[jt]s/g);
    expect(generators).toHaveLength(2);
    for (const generator of generators) expect(before).toContain(generator.split("/").slice(0, -1).join("/"));
    // The converter shares the names of the models with the adapter.
    expect(before).toContain("lib/adapters/pose/model-file.ts");
  });

  it("copies only paths that exist and that .dockerignore includes", async () => {
    const copies = (await instructions(file)).filter((line) => /^COPY (?!--from)/.test(line));
    const sources = copies.flatMap((line) => line.split(/\s+/).slice(1, -1));
    expect(sources.length).toBeGreaterThan(3);
    expect(sources.filter((path) => !existsSync(path))).toEqual([]);
    for (const path of sources) expect(await sentToDocker(path), path).toBe(true);
  });

  it("copies from a stage only what the stage builds", async () => {
    const lines = await instructions(file);
    const stages = lines.flatMap((line) => /^FROM \S+ AS (\S+)/.exec(line)?.[1] ?? []);
    const copies = lines.flatMap(
      (line) => /^COPY --from=(\S+) (?:--\S+ )*\/app\/(\S+)/.exec(line)?.slice(1) ?? [],
    );
    const built = ["build", ".next/standalone", ".next/static", "public", "dist/worker"];
    for (const word of copies) expect(built).toContain(word);
    expect(stages).toEqual(["build"]);
  });

  it("runs only scripts of package.json, as the user node", async () => {
    const { scripts } = JSON.parse(await readFile("package.json", "utf8"));
    const lines = await instructions(file);
    const called = lines.flatMap((line) =>
      [...line.matchAll(/npm run (?:--\S+ )*([\w:]+)/g)].map((m) => m[1]),
    );
    for (const name of called) expect(scripts).toHaveProperty([name ?? ""]);
    expect(lines).toContain("USER node");
  });

  it("uses the Node version of package.json", async () => {
    const { devDependencies } = JSON.parse(await readFile("package.json", "utf8"));
    const [major] = devDependencies.node.split(".");
    const bases = (await instructions(file)).filter((line) => line.startsWith("FROM "));
    for (const line of bases) expect(line).toContain(`node:${major}-`);
  });
});

it(".dockerignore includes the sources and excludes local and generated files", async () => {
  for (const path of [
    "app/layout.tsx",
    "lib/env.ts",
    "workers/poll.ts",
    "infra/bundle/main.ts",
    "tools/pose-model/main.ts",
  ]) {
    expect(await sentToDocker(path), path).toBe(true);
  }
  const excluded = [
    ".env.production",
    ".git/config",
    ".local/s3",
    "node_modules/next",
    "tests/packaging",
    "dist/worker",
  ];
  for (const path of [...excluded, ...globSync("lib/{db/generated,adapters/pose/models}/*")]) {
    expect(await sentToDocker(path), path).toBe(false);
  }
});
