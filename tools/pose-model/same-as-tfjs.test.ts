import { readFile } from "node:fs/promises";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { loadGraphModel } from "@tensorflow/tfjs-converter";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, expect, test } from "vitest";
import { openPool } from "@/lib/adapters/pose/inference-pool";
import type { PoseModelName } from "@/lib/adapters/pose/model-file";
import { openSession } from "@/lib/adapters/pose/session";
import { sourceModelFile } from "./source-model";

beforeAll(async () => {
  setWasmPaths(`${process.cwd()}/node_modules/@tensorflow/tfjs-backend-wasm/dist/`);
  await tf.setBackend("wasm");
});

/** Runs the published model in TF.js. */
async function tfjsOutput(name: PoseModelName, rgb: Uint8Array, widthPx: number, heightPx: number) {
  const artifacts = JSON.parse(await readFile(sourceModelFile(name), "utf8"));
  const weights = await readFile(sourceModelFile(name).replace(/json$/, "bin"));
  const model = await loadGraphModel({
    load: async () => ({
      modelTopology: artifacts.modelTopology,
      signature: artifacts.signature,
      weightSpecs: artifacts.weightsManifest[0].weights,
      weightData: new Uint8Array(weights).buffer,
    }),
  });
  const input = tf.tensor4d(Int32Array.from(rgb), [1, heightPx, widthPx, 3], "int32");
  const output = model.execute(input) as tf.Tensor;
  return output.data();
}

/** Draws a figure with thick limbs on a noisy background; equal calls draw equal pictures. */
function figure(widthPx: number, heightPx: number): Uint8Array {
  let seed = 7;
  const noise = () => {
    seed = (seed * 1103515245 + 12345) % 2 ** 31;
    return seed / 2 ** 31;
  };
  const limbs = [
    [0.5, 0.16, 0.5, 0.2, 0.045],
    [0.44, 0.3, 0.56, 0.3, 0.03],
    [0.5, 0.28, 0.5, 0.52, 0.06],
    [0.44, 0.3, 0.38, 0.44, 0.022],
    [0.38, 0.44, 0.36, 0.56, 0.02],
    [0.56, 0.3, 0.63, 0.43, 0.022],
    [0.63, 0.43, 0.66, 0.55, 0.02],
    [0.47, 0.54, 0.44, 0.72, 0.033],
    [0.44, 0.72, 0.45, 0.9, 0.026],
    [0.53, 0.54, 0.58, 0.71, 0.033],
    [0.58, 0.71, 0.57, 0.89, 0.026],
  ] as const;
  const rgb = new Uint8Array(widthPx * heightPx * 3);
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      const u = (x - widthPx / 2) / heightPx + 0.5;
      const v = y / heightPx;
      const limb = limbs.findIndex(([x0, y0, x1, y1, radius]) => {
        const along = ((u - x0) * (x1 - x0) + (v - y0) * (y1 - y0)) / ((x1 - x0) ** 2 + (y1 - y0) ** 2);
        const t = Math.min(1, Math.max(0, along));
        return Math.hypot(u - x0 - t * (x1 - x0), v - y0 - t * (y1 - y0)) < radius;
      });
      const color = limb < 0 ? [190, 200, 215] : limb === 0 ? [205, 160, 130] : [40 + 12 * limb, 50, 120];
      for (let c = 0; c < 3; c++) rgb[(y * widthPx + x) * 3 + c] = color[c]! + noise() * 30;
    }
  }
  return rgb;
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  return Array.from(a).reduce((largest, value, i) => Math.max(largest, Math.abs(value - b[i]!)), 0);
}

test.for([
  ["movenet-thunder", 256, 256],
  ["movenet-multipose", 512, 288],
  ["movenet-multipose", 288, 512],
] as const)(
  "%s of %i x %i returns what TF.js returns, to three decimals",
  async ([name, widthPx, heightPx]) => {
    const rgb = figure(widthPx, heightPx);
    const expected = await tfjsOutput(name, rgb, widthPx, heightPx);
    const session = await openSession(name, widthPx, heightPx);
    const actual = await session.run(rgb);
    expect(largestDifference(actual, expected)).toBeLessThan(0.0005);
    expect(Math.max(...actual.subarray(0, 51).filter((_, i) => i % 3 === 2))).toBeGreaterThan(0.3);
  },
);

test("the pool returns the outputs of a single session to concurrent callers", async () => {
  const [pool, session] = await Promise.all([
    openPool("movenet-thunder", 256, 256),
    openSession("movenet-thunder", 256, 256),
  ]);
  const upright = figure(256, 256);
  const mirrored = Uint8Array.from(upright).reverse();
  const inputs = [upright, mirrored, upright, mirrored, upright];
  const answers = await Promise.all(inputs.map((rgb) => pool.run(rgb.slice())));
  for (const [i, rgb] of inputs.entries()) {
    expect(largestDifference(answers[i]!, await session.run(rgb)), `input ${i}`).toBeLessThan(0.0005);
  }
});
