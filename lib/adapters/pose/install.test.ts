import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";

test("no npm version runs the install script of onnxruntime-node, which downloads GPU libraries", async () => {
  const { packages } = JSON.parse(await readFile("package-lock.json", "utf8"));
  const { allowScripts } = JSON.parse(await readFile("package.json", "utf8"));
  // After an update of the package, remove the line from package-lock.json again (docs/decisions/002).
  expect(packages["node_modules/onnxruntime-node"]).not.toHaveProperty("hasInstallScript");
  expect(allowScripts).toMatchObject({ "onnxruntime-node": false });
});
