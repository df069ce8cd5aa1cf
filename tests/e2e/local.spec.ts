import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { type APIRequestContext, request } from "@playwright/test";
import { ANALYSIS_TIMEOUT_MS, analysisEnd, runIds } from "./setup/runs";
import { expect, test } from "./setup/test";

/** `npm run local` as somebody at a terminal sees it. */
class Local {
  readonly printed: string[] = [];
  private readonly npm;

  constructor(dataDir: string) {
    this.npm = spawn("npm", ["run", "local", "--", "--data", dataDir], {
      stdio: ["ignore", "pipe", "inherit"],
      // In a group of its own, as a terminal starts it: Ctrl-C there reaches the whole group.
      detached: true,
    });
  }

  /** What it says behind `label` once everything runs. */
  async ready(): Promise<(label: string) => string> {
    for await (const line of createInterface({ input: this.npm.stdout })) {
      this.printed.push(line);
      if (line.startsWith("Stop with Ctrl-C")) break;
    }
    this.npm.stdout.resume();
    return (label) =>
      this.printed
        .find((line) => line.startsWith(label))
        ?.slice(label.length)
        .trim() ?? `no ${label} in ${this.printed.join("\n")}`;
  }

  /** Presses Ctrl-C; the exit code it ends with. */
  async stop(): Promise<number | null> {
    if (this.npm.exitCode !== null) return this.npm.exitCode;
    const ended = once(this.npm, "exit");
    process.kill(-this.npm.pid!, "SIGINT");
    await ended;
    return this.npm.exitCode;
  }
}

async function enter(url: string, email: string, password: string): Promise<APIRequestContext> {
  const api = await request.newContext({ baseURL: url, extraHTTPHeaders: { origin: url } });
  const answer = await api.post("/api/auth/sign-in/email", { data: { email, password } });
  expect(answer.status(), await answer.text()).toBe(200);
  return api;
}

test("one command starts everything with a demo team whose run is analysed, and starting again keeps it", async () => {
  test.setTimeout(ANALYSIS_TIMEOUT_MS + 120_000);
  const dataDir = test.info().outputPath("local");
  let known: string[] = [];
  for (const start of ["first", "second"]) {
    const local = new Local(dataDir);
    try {
      const says = await local.ready();
      const [coach = "", athlete = ""] = says("Sign in").split(" or ");
      const ids: string[] = [];
      for (const email of [coach, athlete]) {
        const api = await enter(says("Ski Racer"), email, says("Password"));
        const [runId = "", ...more] = await runIds(api);
        expect(more).toEqual([]);
        expect(await analysisEnd(api, runId)).toBe("succeeded");
        ids.push(runId);
        await api.dispose();
      }
      if (start === "second") expect(ids).toEqual(known);
      known = ids;
    } finally {
      expect(await local.stop()).toBe(0);
    }
  }
});
