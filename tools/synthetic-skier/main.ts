/** `npm run fixtures [-- NAME...]`: renders all fixture clips, or the named ones, with their truth. */
import { mkdir, rename, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { CLIPS, type Clip, type ClipName } from "./clips";
import { encodeJpeg, encodeMp4 } from "./encode";
import { renderClip } from "./render";
import { surveyClip } from "./survey";
import { clipPath } from "./truth";

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in CLIPS));
if (unknown.length > 0) {
  console.error(`No such clip: ${unknown.join(", ")}. There are: ${Object.keys(CLIPS).join(", ")}.`);
  process.exit(2);
}

for (const name of (wanted.length ? wanted : Object.keys(CLIPS)) as ClipName[]) {
  const clip: Clip = CLIPS[name];
  const path = clipPath(name, clip.fps === 0 ? "jpg" : "mp4");
  await mkdir(dirname(path), { recursive: true });
  // A clip takes minutes to draw; until it is whole, its place keeps the one before.
  const unfinished = `${path}.part`;
  await (clip.fps === 0 ? encodeJpeg : encodeMp4)(clip, renderClip(clip), unfinished);
  await rename(unfinished, path);
  await writeFile(path.replace(/\.\w+$/, ".truth.json"), `${JSON.stringify(surveyClip(name, clip))}\n`);
  console.log(`${path}: ${Math.round((await stat(path)).size / 1024)} kB`);
}
