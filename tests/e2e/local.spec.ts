import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface, type Interface } from "node:readline";
import { type APIRequestContext, request } from "@playwright/test";
import { ANALYSIS_TIMEOUT_MS, analysisEnd, runIds } from "./setup/runs";
import { expect, test } from "./setup/test";

/** Runs `npm run local` as in a terminal. */
class Local {
  readonly printed: string[] = [];
  private readonly npm: ChildProcess;
  private readonly lines: Interface;

  constructor(dataDir: string) {
    this.npm = spawn("npm", ["run", "local", "--", "--data", dataDir], {
      stdio: ["ignore", "pipe", "inherit"],
      // In a process group of its own, because Ctrl-C in a terminal reaches the whole group.
      detached: true,
    });
    this.lines = createInterface({ input: this.npm.stdout! });
    this.lines.on("line", (line) => this.printed.push(line));
  }

  /** Resolves with the printed addresses by label. @throws when the process ends first */
  ready(): Promise<(label: string) => string> {
    return new Promise((resolve, reject) => {
      this.lines.on("line", (line) => {
        if (!line.startsWith("Stop with Ctrl-C")) return;
        resolve((label) =>
          this.printed
            .find((line) => line.startsWith(label))!
            .slice(label.length)
            .trim(),
        );
      });
      this.lines.once("close", () => reject(new Error(this.printed.join("\n"))));
    });
  }

  /** Sends SIGINT and waits until all processes have ended. */
  async stop(): Promise<void> {
    if (this.npm.exitCode !== null || this.npm.signalCode !== null) return;
    const closed = once(this.npm, "close");
    process.kill(-this.npm.pid!, "SIGINT");
    await closed;
  }
}

async function signIn(url: string, email: string, password: string): Promise<APIRequestContext> {
  const api = await request.newContext({ baseURL: url, extraHTTPHeaders: { origin: url } });
  const response = await api.post("/api/auth/sign-in/email", { data: { email, password } });
  expect(response.status(), await response.text()).toBe(200);
  return api;
}

test("one command starts everything with an analysed run of a demo team, and a second start keeps it", async () => {
  test.setTimeout(ANALYSIS_TIMEOUT_MS + 120_000);
  const dataDir = test.info().outputPath("local");
  let known: string[] = [];
  for (const start of ["first", "second"]) {
    const local = new Local(dataDir);
    try {
      const printedValue = await local.ready();
      const [coach = "", athlete = ""] = printedValue("Sign in").split(" or ");
      const ids: string[] = [];
      for (const email of [coach, athlete]) {
        const api = await signIn(printedValue("Ski Racer"), email, printedValue("Password"));
        const [runId = "", ...more] = await runIds(api);
        expect(more).toEqual([]);
        expect(await analysisEnd(api, runId)).toBe("succeeded");
        ids.push(runId);
        await api.dispose();
      }
      if (start === "second") expect(ids).toEqual(known);
      known = ids;
    } finally {
      await local.stop();
    }
    expect(local.printed.at(-1)).toBe("Stopped. Everything is kept.");
  }
});
