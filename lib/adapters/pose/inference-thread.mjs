import ort from "onnxruntime-node";
import { move, workerData } from "piscina";

const { model, options, dims, input, output } = workerData;
const session = await ort.InferenceSession.create(model, options);

/** Runs the network on the bytes of one picture and returns its output. */
export default async function infer(rgb) {
  const results = await session.run({ [input]: new ort.Tensor("uint8", rgb, dims) });
  return move(Float32Array.from(results[output].data));
}
