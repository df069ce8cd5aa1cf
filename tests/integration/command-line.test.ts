import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { analysisResultSchema, apexStill, FAILURES, poseTrackSchema } from "@/lib/analyses/schema";

/** The command of the README. */
const COMMAND = ["npm", "run", "-s", "analyze", "--"];

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ski-racer-command-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs the command without the environment of a server. */
async function analyze(...args: string[]) {
  const [command = "", ...before] = COMMAND;
  const { PATH, HOME } = process.env;
  const child = spawn(command, [...before, ...args], {
    env: { PATH, HOME } as unknown as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  return { stdout, stderr, code };
}

test("prints only the analysis on stdout, writes its files and exits with 0", async () => {
  expect(await readFile("README.md", "utf8")).toContain(`\n${COMMAND.join(" ")} clip.mp4 --json > run.json`);
  const out = join(folder, "results");
  const { stdout, stderr, code } = await analyze("tests/fixtures/clips/short.mp4", "--json", "--out", out);
  expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
  const result = analysisResultSchema.parse(JSON.parse(stdout));
  expect(result.turns.length).toBeGreaterThan(0);
  const names = await readdir(out);
  const stills = result.turns.map(({ index }) => apexStill(index));
  expect(names).toEqual(expect.arrayContaining(["poster.jpg", "montage.jpg", "track.json.gz", ...stills]));
  for (const name of names) expect((await stat(join(out, name))).size, name).toBeGreaterThan(0);
  const track = JSON.parse(gunzipSync(await readFile(join(out, "track.json.gz"))).toString());
  expect(poseTrackSchema.parse(track).frames.length).toBe(result.track.frames);
});

test("prints one line with advice for an unusable file and exits with 2", async () => {
  const file = join(folder, "text.mp4");
  await writeFile(file, "Dear diary, the snow was good today.\n".repeat(100));
  const { message, nextStep } = FAILURES.notMedia;
  expect(await analyze(file, "--json")).toEqual({
    stdout: "",
    stderr: `${file}: ${message} ${nextStep}\n`,
    code: 2,
  });
});
