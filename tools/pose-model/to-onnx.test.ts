import { expect, test } from "vitest";
import { decodeFloat16 } from "./float16";
import { toOnnx } from "./to-onnx";

test("an op without a counterpart is refused by name, not converted wrongly", () => {
  const model = {
    nodes: [
      { name: "input", op: "Placeholder", input: [], attr: {} },
      { name: "odd", op: "NonMaxSuppressionV5", input: ["input"], attr: {} },
    ],
    weights: new Map(),
    input: "input",
    output: "odd",
  };
  expect(() => toOnnx(model, [1, 8, 8, 3])).toThrow("NonMaxSuppressionV5");
});

test("half precision keeps its exact values: normal, subnormal, signed zero, infinite", () => {
  const halves = Uint16Array.of(0x3c00, 0xc000, 0x3555, 0x0001, 0x8000, 0x7c00);
  const singles = [1, -2, 0.333251953125, 2 ** -24, -0, Number.POSITIVE_INFINITY];
  expect(Array.from(decodeFloat16(halves))).toEqual(singles);
});
