import { mkdtemp, rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { makeClip } from "./clips";
import { type BenchRow, table } from "./report";

const only = process.argv.slice(2);
const wanted = (name: string) => only.length === 0 || only.includes(name);
const folder = await mkdtemp(join(tmpdir(), "ski-racer-bench-"));

const clips = ["1080p30", "1080p60"];
const paths = new Map<string, string>();
const clip = async (name: string) => {
  const path = paths.get(name) ?? (await makeClip(folder, Number(name.slice(-2))));
  paths.set(name, path);
  return path;
};

/** Loads each benchmark only when it runs, so that it shares no memory or threads with the others. */
async function* run(): AsyncGenerator<BenchRow[]> {
  if (wanted("analysis")) {
    const { benchAnalysis } = await import("./analysis");
    for (const name of clips) yield await benchAnalysis(name, await clip(name));
  }
  if (wanted("decode")) {
    const { benchDecode } = await import("./decode");
    for (const name of clips) yield await benchDecode(name, await clip(name));
  }
  if (wanted("upload")) {
    const { benchUpload } = await import("./upload");
    yield await benchUpload(folder);
  }
  if (wanted("pose")) {
    const { benchPose } = await import("./pose");
    yield await benchPose(await clip("1080p30"));
  }
}

let exitCode = 0;
try {
  console.log(`${cpus().length} x ${cpus()[0]?.model ?? "unknown processor"}\n`);
  console.log(table([]));
  for await (const rows of run()) console.log(table(rows).split("\n").slice(1).join("\n"));
} catch (error) {
  console.error(error instanceof Error ? error.stack : error);
  exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.exit(exitCode);
