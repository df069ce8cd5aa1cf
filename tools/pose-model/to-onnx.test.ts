import { expect, test } from "vitest";
import { decodeFloat16, encodeFloat16 } from "./float16";
import { toOnnx } from "./to-onnx";

test("throws with the name of an operation that has no conversion", () => {
  const model = {
    nodes: [
      { name: "input", op: "Placeholder", input: [], attr: {} },
      { name: "odd", op: "NonMaxSuppressionV5", input: ["input"], attr: {} },
    ],
    weights: new Map(),
    input: "input",
    output: "odd",
  };
  expect(() => toOnnx(model)).toThrow("NonMaxSuppressionV5");
});

test("weights that half precision represents exactly take two bytes each, others four", () => {
  const bytesWith = (value: number) =>
    toOnnx({
      nodes: [
        { name: "input", op: "Placeholder", input: [], attr: {} },
        { name: "result", op: "Maximum", input: ["input", "weights"], attr: {} },
      ],
      weights: new Map([["weights", { shape: [1000], data: new Float32Array(1000).fill(value) }]]),
      input: "input",
      output: "result",
    }).length;
  expect(bytesWith(0.5)).toBeLessThan(2300);
  expect(bytesWith(0.1)).toBeGreaterThan(4000);
});

test("half precision keeps its exact values: normal, subnormal, signed zero, infinite", () => {
  const halves = Uint16Array.of(0x3c00, 0xc000, 0x3555, 0x0001, 0x8000, 0x7c00);
  const singles = [1, -2, 0.333251953125, 2 ** -24, -0, Number.POSITIVE_INFINITY];
  expect(Array.from(decodeFloat16(halves))).toEqual(singles);
  expect(encodeFloat16(Float32Array.from(singles))).toEqual(halves);
});

test("a value that half precision would round is not encoded", () => {
  expect(encodeFloat16(Float32Array.of(1, 1 + 2 ** -11))).toBeNull();
  expect(encodeFloat16(Float32Array.of(70_000))).toBeNull();
});
