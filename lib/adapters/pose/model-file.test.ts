import { expect, test } from "vitest";
import { type PoseModelName, readModel } from "./model-file";

test("a model that was not generated is an error that names the command to run", async () => {
  await expect(readModel("no-such-model" as PoseModelName, 256, 256)).rejects.toThrow(
    /no-such-model\.onnx is missing\. Run `npm run generate`/,
  );
});
