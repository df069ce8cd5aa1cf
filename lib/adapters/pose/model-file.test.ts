import { expect, test } from "vitest";
import { type PoseModelName, readModel } from "./model-file";

test("throws an error with the command to run for a model that was not generated", async () => {
  await expect(readModel("no-such-model" as PoseModelName, 256, 256)).rejects.toThrow(
    /no-such-model\.onnx is missing\. Run `npm run generate`/,
  );
});
