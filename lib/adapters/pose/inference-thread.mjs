import { parentPort, workerData } from "node:worker_threads";
import ort from "onnxruntime-node";

const { model, options, dims, input, output } = workerData;
const session = await ort.InferenceSession.create(model, options);

parentPort.on("message", async ({ id, rgb }) => {
  try {
    const results = await session.run({ [input]: new ort.Tensor("uint8", rgb, dims) });
    const values = Float32Array.from(results[output].data);
    parentPort.postMessage({ id, values }, [values.buffer]);
  } catch (error) {
    parentPort.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
  }
});
parentPort.postMessage({ ready: true });
