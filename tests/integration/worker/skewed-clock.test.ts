import { spawn } from "node:child_process";
import { once } from "node:events";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { sendFile } from "../clip";
import { signUp } from "../person";
import { PHOTO } from "./uploaded-run";

const HOUR_MS = 3_600_000;
const preload = pathToFileURL("tests/setup/skewed-clock.mjs");
const skewed = (skewMs: number) => ({ NODE_OPTIONS: `--import ${preload}`, CLOCK_SKEW_MS: String(skewMs) });

/** Returns the difference between a time and the clock of the database. */
async function differenceFromNowMs(moment: Date | null): Promise<number> {
  const [row] = await db.$queryRaw<{ now: Date }[]>`SELECT now() AS now`;
  return Math.abs((moment?.getTime() ?? 0) - (row?.now.getTime() ?? 0));
}

test("the request time of an analysis is that of the database, also when the web server's clock is an hour ahead", async () => {
  const person = await signUp();
  const runId = await sendFile(person, PHOTO);
  const web = spawn(
    process.execPath,
    ["--import", "tsx", "tests/integration/trace-main.ts", "web", runId, person.cookie],
    { stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, ...skewed(HOUR_MS) } },
  );
  expect((await once(web, "exit"))[0]).toBe(0);
  const queued = await db.analysis.findFirstOrThrow({ where: { runId } });
  expect(await differenceFromNowMs(queued.requestedAt)).toBeLessThan(HOUR_MS / 2);
});
