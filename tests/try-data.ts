import { writeFileSync } from "node:fs";
import { makeDataset } from "@/tools/training/dataset";
import { drawSkier } from "@/tools/simulation/skier";
const [from, runs, per, out] = process.argv.slice(2);
const t=Date.now(); const d=makeDataset(drawSkier, +from!, +runs!, +per!); console.log(d.count, Date.now()-t);
writeFileSync(out!+'.x', Buffer.from(d.features.buffer, d.features.byteOffset, d.features.byteLength)); writeFileSync(out!+'.y', Buffer.from(d.targets.buffer, d.targets.byteOffset, d.targets.byteLength));
