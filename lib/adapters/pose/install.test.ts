import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";

test("installing fetches no GPU libraries, whatever the npm: take hasInstallScript out of the lockfile after an update", async () => {
  const { packages } = JSON.parse(await readFile("package-lock.json", "utf8"));
  const { allowScripts } = JSON.parse(await readFile("package.json", "utf8"));
  expect(packages["node_modules/onnxruntime-node"]).not.toHaveProperty("hasInstallScript");
  expect(allowScripts).toMatchObject({ "onnxruntime-node": false });
});
