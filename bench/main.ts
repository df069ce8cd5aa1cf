import { mkdtemp, rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { makeClip } from "./clips";
import { type Row, table } from "./report";

const only = process.argv.slice(2);
const wanted = (name: string) => only.length === 0 || only.includes(name);
const folder = await mkdtemp(join(tmpdir(), "ski-racer-bench-"));

/** One at a time and each in its own module, so that none shares its memory or its threads with another. */
async function run(): Promise<Row[]> {
  const rows: Row[] = [];
  const clips = [
    { name: "1080p30", path: await makeClip(folder, 30) },
    { name: "1080p60", path: await makeClip(folder, 60) },
  ];
  if (wanted("analysis")) {
    const { benchAnalysis } = await import("./analysis");
    for (const { name, path } of clips) rows.push(...(await benchAnalysis(name, path)));
  }
  if (wanted("decode")) {
    const { benchDecode } = await import("./decode");
    for (const { name, path } of clips) rows.push(...(await benchDecode(name, path)));
  }
  if (wanted("pose")) {
    const { benchPose } = await import("./pose");
    rows.push(...(await benchPose(clips[0]!.path)));
  }
  if (wanted("upload")) {
    const { benchUpload } = await import("./upload");
    rows.push(...(await benchUpload(folder)));
  }
  return rows;
}

try {
  const rows = await run();
  console.log(`${cpus().length} x ${cpus()[0]?.model ?? "unknown processor"}\n\n${table(rows)}`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.exit(0);
