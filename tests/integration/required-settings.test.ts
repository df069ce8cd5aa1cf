import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";

/** Runs a module of the repository as production does, and returns how it ended. */
async function start(module: string, without: string) {
  const code = `import(${JSON.stringify(`./${module}`)}).then((loaded) => loaded.register?.())`;
  const child = spawn(process.execPath, ["--import", "tsx", "-e", code], {
    env: { ...process.env, NODE_ENV: "production", NEXT_RUNTIME: "nodejs", LOG_LEVEL: "info", [without]: "" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "close");
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [exitCode] = await ended;
  return { exitCode, stdout, lines: stderr.trim().split("\n") };
}

test.each([
  ["workers/poll.ts", "MEDIA_BUCKET"],
  ["workers/analyze/lambda.ts", "ANALYSIS_QUEUE_NAME"],
  ["workers/reconcile/handler.ts", "DATABASE_URL"],
  ["instrumentation.ts", "APP_URL"],
])("%s does not start in production without %s, and names it in one line", async (module, variable) => {
  const { exitCode, stdout, lines } = await start(module, variable);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    level: 60,
    missing: [expect.stringContaining(variable)],
  });
});
