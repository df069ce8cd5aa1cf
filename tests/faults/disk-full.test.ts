import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { readFile } from "node:fs/promises";
import {
  ALL_FORMATS,
  BufferSource,
  BufferTarget,
  Conversion,
  Input,
  MovOutputFormat,
  Output,
} from "mediabunny";
import { beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { notifyQueue } from "@/lib/analyses/worker-service/queue";
import { makeUploadedRun, readAnalysis } from "@/tests/integration/worker/uploaded-run";
import { expectExactlyOneEach, toQueued, waitForOutcomes } from "./setup/load";
import { inSeconds, latenciesMs, recoveryMs, report } from "./setup/report";
import { fileSizeLimit, type SmallDisk, tinyMount } from "./setup/small-disk";
import { stage } from "./setup/stage";

/** Returns the first two seconds as QuickTime with the index at the end, which needs a playback copy. */
async function asQuickTime(path: string): Promise<Uint8Array> {
  const input = new Input({ source: new BufferSource(await readFile(path)), formats: ALL_FORMATS });
  const output = new Output({
    format: new MovOutputFormat({ fastStart: false }),
    target: new BufferTarget(),
  });
  const conversion = await Conversion.init({ input, output, trim: { end: 2 }, showWarnings: false });
  await conversion.execute();
  input.dispose();
  return new Uint8Array(output.target.buffer!);
}

function startOn(disk: SmallDisk): { stop(): Promise<void> } {
  const { args, env, logFile } = stage().workerOptions({ env: { TMPDIR: disk.folder } });
  const [command, commandArgs] = disk.command(args);
  const child = spawn(command, commandArgs, {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  // Written by this process, because the limit applies to files of the worker.
  const log = createWriteStream(logFile, { flags: "a" });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const exited = once(child, "exit");
  return {
    stop: async () => {
      child.kill("SIGTERM");
      await exited;
    },
  };
}

async function endsInOneResult(disk: SmallDisk, fault: string, clip: Uint8Array): Promise<void> {
  onTestFinished(() => disk.remove());
  const worker = startOn(disk);
  onTestFinished(() => worker.stop());
  const run = await makeUploadedRun({ body: clip });
  await notifyQueue([toQueued(run)]);
  const released = async () => {
    const { state, attempt } = await readAnalysis(run.analysisId);
    expect(state, "the clip has no verdict").not.toBe("failed");
    return attempt > 0 && state === "queued";
  };
  await vi.waitUntil(released, { timeout: 200_000, interval: 100 });

  const freedAtMs = Date.now();
  if (disk.grow) await disk.grow();
  else {
    await worker.stop();
    stage().startWorker();
  }
  const outcomes = await waitForOutcomes([run], { timeoutMs: 200_000 });
  expect(await expectExactlyOneEach([run])).toBe(1);
  expect((await readAnalysis(run.analysisId)).artifacts).toContain("playback.mp4");
  report(fault, latenciesMs(outcomes), { recovery: inSeconds(recoveryMs(outcomes, freedAtMs)) });
}

describe("a worker without disk space", () => {
  let clip: Uint8Array;
  beforeAll(async () => {
    clip = await asQuickTime("tests/fixtures/clips/straight.mp4");
  });

  it("retries on a full disk and ends in one result", async (test) => {
    const disk = await tinyMount();
    if (!disk)
      return test.skip("This user may not mount a disk: run it as root, or with sudo that asks nothing.");
    await endsInOneResult(disk, "disk full in the worker's temporary folder", clip);
  }, 420_000);

  it("retries at a file size limit and ends in one result", async () => {
    await endsInOneResult(await fileSizeLimit(), "no file of the worker beyond 32 KiB", clip);
  }, 420_000);
});
