import { writeFileSync, existsSync } from "node:fs";
import { analyseClip } from "@/tests/accuracy/analysed-clip";
for (const name of ["slalom-front","slalom-back","gs-front","side","oblique-60","pan","front-60fps","asymmetric","bystanders"] as const) {
  if (existsSync(`/work/tmp/tracks/${name}.json`)) continue;
  const { track, truth, result } = await analyseClip(name);
  writeFileSync(`/work/tmp/tracks/${name}.json`, JSON.stringify({ track, truth, result }));
  console.log(name, result.view, result.turns.length);
}
process.exit(0);
