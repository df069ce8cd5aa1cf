import type { Weight } from "../graph-model";
import type { OnnxGraph } from "../onnx-graph";
import {
  type Conversion,
  type Emitter,
  flagAttribute,
  listAttribute,
  textAttribute,
  textsAttribute,
} from "./emitter";

// TensorFlow uses NHWC and ONNX uses NCHW; ONNX Runtime removes adjacent pairs of transposes.
const toChannelsFirst = (graph: OnnxGraph, x: string): string =>
  graph.one("Transpose", [x], { perm: [0, 3, 1, 2] });
const toChannelsLast = (graph: OnnxGraph, x: string): string =>
  graph.one("Transpose", [x], { perm: [0, 2, 3, 1] });

/** Returns height and width of a list for all four dimensions. */
const spatial = (values: number[]): number[] => values.slice(1, 3);

function padding(conversion: Conversion): { auto_pad: string } {
  const name = textAttribute(conversion, "padding");
  if (name === "SAME") return { auto_pad: "SAME_UPPER" };
  if (name === "VALID") return { auto_pad: "VALID" };
  throw new Error(`${conversion.node.op} ${conversion.node.name}: padding ${name} has no conversion to ONNX`);
}

/** `order[i]` is the TensorFlow dimension that becomes dimension i. */
function permuted({ data, shape }: Weight, order: readonly number[]): Float32Array {
  const strides = shape.map((_, d) => shape.slice(d + 1).reduce((product, size) => product * size, 1));
  const [n0, n1, n2, n3] = order.map((d) => shape[d]!) as [number, number, number, number];
  const [s0, s1, s2, s3] = order.map((d) => strides[d]!) as [number, number, number, number];
  const out = new Float32Array(data.length);
  let to = 0;
  for (let a = 0; a < n0; a++)
    for (let b = 0; b < n1; b++)
      for (let c = 0; c < n2; c++)
        for (let d = 0; d < n3; d++) out[to++] = data[a * s0 + b * s1 + c * s2 + d * s3]!;
  return out;
}

function convolution(conversion: Conversion, depthwise: boolean): string[] {
  const { graph, input, node } = conversion;
  const filter = conversion.weight(1);
  const [height, width, channels, last] = filter.shape as [number, number, number, number];
  const kernel = depthwise
    ? graph.constant(permuted(filter, [2, 3, 0, 1]), [channels * last, 1, height, width])
    : graph.constant(permuted(filter, [3, 2, 0, 1]), [last, channels, height, width]);

  const fused = textsAttribute(conversion, "fused_ops");
  const withBias = fused[0] === "BiasAdd";
  const convolved = graph.one(
    "Conv",
    [toChannelsFirst(graph, input(0)), kernel, ...(withBias ? [input(2)] : [])],
    {
      group: depthwise ? channels : 1,
      strides: spatial(listAttribute(conversion, "strides")),
      dilations: spatial(listAttribute(conversion, "dilations")),
      ...padding(conversion),
    },
  );
  const activation = fused[withBias ? 1 : 0];
  if (activation === undefined) return [toChannelsLast(graph, convolved)];
  const activate = ACTIVATIONS[activation];
  if (!activate) throw new Error(`${node.op} ${node.name}: fused ${activation} has no conversion to ONNX`);
  return [toChannelsLast(graph, activate(graph, convolved))];
}

const ACTIVATIONS: Record<string, (graph: OnnxGraph, x: string) => string> = {
  Relu: (graph, x) => graph.one("Relu", [x]),
  Relu6: (graph, x) =>
    graph.one("Clip", [x, graph.constant(Float32Array.of(0), []), graph.constant(Float32Array.of(6), [])]),
};

function resizeBilinear(conversion: Conversion): string[] {
  const { graph, input } = conversion;
  const x = toChannelsFirst(graph, input(0));
  const batchAndChannels = graph.one("Shape", [x], { start: 0, end: 2 });
  const sizes = graph.one("Concat", [batchAndChannels, conversion.int64(1)], { axis: 0 });
  const mode = flagAttribute(conversion, "half_pixel_centers")
    ? "half_pixel"
    : flagAttribute(conversion, "align_corners")
      ? "align_corners"
      : "asymmetric";
  const resized = graph.one("Resize", [x, "", "", sizes], {
    mode: "linear",
    coordinate_transformation_mode: mode,
  });
  return [toChannelsLast(graph, resized)];
}

/** Operations over the height and width of a picture. */
export const spatialOps = {
  _FusedConv2D: (conversion) => convolution(conversion, false),
  DepthwiseConv2dNative: (conversion) => convolution(conversion, true),
  FusedDepthwiseConv2dNative: (conversion) => convolution(conversion, true),
  MaxPool: (conversion) => {
    const { graph, input } = conversion;
    const pooled = graph.one("MaxPool", [toChannelsFirst(graph, input(0))], {
      kernel_shape: spatial(listAttribute(conversion, "ksize")),
      strides: spatial(listAttribute(conversion, "strides")),
      ...padding(conversion),
    });
    return [toChannelsLast(graph, pooled)];
  },
  ResizeBilinear: resizeBilinear,
} satisfies Record<string, Emitter>;
