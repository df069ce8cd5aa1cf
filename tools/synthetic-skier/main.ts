/** `npm run fixtures [-- NAME...]`: renders the fixture clips and their ground truth. */
import { mkdir, rename, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { CLIPS, type Clip, type ClipName } from "./clips";
import { computeTruth } from "./compute-truth";
import { encodeJpeg, encodeMp4 } from "./encode";
import { renderClip } from "./render";
import { clipPath } from "./truth";

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in CLIPS));
if (unknown.length > 0) {
  console.error(`Unknown clips: ${unknown.join(", ")}. Known clips: ${Object.keys(CLIPS).join(", ")}.`);
  process.exit(2);
}

for (const name of (wanted.length ? wanted : Object.keys(CLIPS)) as ClipName[]) {
  const clip: Clip = CLIPS[name];
  const path = clipPath(name, clip.fps === 0 ? "jpg" : "mp4");
  await mkdir(dirname(path), { recursive: true });
  // Rendering takes minutes; the previous clip stays in place until the new one is complete.
  const unfinished = `${path}.part`;
  await (clip.fps === 0 ? encodeJpeg : encodeMp4)(clip, renderClip(clip), unfinished);
  await rename(unfinished, path);
  await writeFile(path.replace(/\.\w+$/, ".truth.json"), `${JSON.stringify(computeTruth(name, clip))}\n`);
  console.log(`${path}: ${Math.round((await stat(path)).size / 1024)} kB`);
}
