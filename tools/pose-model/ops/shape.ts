import { DataType } from "../onnx-graph";
import {
  type Conversion,
  type Emitter,
  flagAttribute,
  intAttribute,
  integer,
  integers,
  listAttribute,
} from "./emitter";

/** ONNX returns INT64 where TensorFlow returns INT32. */
const int32 = ({ graph }: Conversion, x: string): string => graph.one("Cast", [x], { to: DataType.INT32 });

function reduce(op: string): Emitter {
  return (conversion) => [
    conversion.graph.one(op, [conversion.input(0), conversion.graph.int64(integers(conversion, 1))], {
      keepdims: flagAttribute(conversion, "keep_dims") ? 1 : 0,
    }),
  ];
}

function unpack(conversion: Conversion): string[] {
  const { graph, inputs } = conversion;
  const axis = intAttribute(conversion, "axis");
  const count = intAttribute(conversion, "num");
  const slices = graph.node("Split", inputs(), { axis, num_outputs: count }, count);
  return slices.map((slice) => graph.one("Squeeze", [slice, graph.int64([axis])]));
}

/** Reads begin/end/strides: each entry slices a dimension, picks one of its indices, or adds a dimension. */
function sliceEntries(conversion: Conversion) {
  const [begins, ends, strides] = [1, 2, 3].map((input) => integers(conversion, input));
  const has = (mask: string, bit: number) => ((intAttribute(conversion, mask) >> bit) & 1) === 1;
  return begins!.map((begin, i) => {
    const picks = has("shrink_axis_mask", i);
    const lastOfPick = begin === -1 ? END : begin + 1;
    const lastOfSlice = has("end_mask", i) ? END : ends![i]!;
    return {
      adds: has("new_axis_mask", i),
      picks,
      start: has("begin_mask", i) ? 0 : begin,
      end: picks ? lastOfPick : lastOfSlice,
      step: picks ? 1 : strides![i]!,
    };
  });
}

function stridedSlice(conversion: Conversion): string[] {
  const { graph, input, node } = conversion;
  if (intAttribute(conversion, "ellipsis_mask") !== 0) {
    throw new Error(`${node.op} ${node.name}: an ellipsis has no conversion to ONNX`);
  }
  const entries = sliceEntries(conversion);
  const slices = entries.filter(({ adds }) => !adds);
  const picked = slices.flatMap(({ picks }, axis) => (picks ? [axis] : []));
  const added = entries.filter(({ picks }) => !picks).flatMap(({ adds }, axis) => (adds ? [axis] : []));
  let x = input(0);
  if (slices.length > 0) {
    const parameters = [
      slices.map(({ start }) => start),
      slices.map(({ end }) => end),
      slices.map((_, axis) => axis),
      slices.map(({ step }) => step),
    ];
    x = graph.one("Slice", [x, ...parameters.map((values) => graph.int64(values))]);
  }
  if (picked.length > 0) x = graph.one("Squeeze", [x, graph.int64(picked)]);
  if (added.length > 0) x = graph.one("Unsqueeze", [x, graph.int64(added)]);
  return [x];
}
/** ONNX clamps ends to the size of the dimension. */
const END = 2 ** 31 - 1;

/** Operations that reshape, slice, reduce and gather. */
export const shapeOps = {
  ArgMax: (conversion) => {
    const { graph, input } = conversion;
    return [
      int32(conversion, graph.one("ArgMax", [input(0)], { axis: integer(conversion, 1), keepdims: 0 })),
    ];
  },
  ConcatV2: (conversion) => {
    const axisInput = intAttribute(conversion, "N");
    const tensors = Array.from({ length: axisInput }, (_, i) => conversion.input(i));
    return [conversion.graph.one("Concat", tensors, { axis: integer(conversion, axisInput) })];
  },
  ExpandDims: ({ graph, input, int64 }) => [graph.one("Unsqueeze", [input(0), int64(1)])],
  Fill: ({ graph, input, int64 }) => [graph.one("Expand", [input(1), int64(0)])],
  GatherNd: ({ graph, input, int64 }) => [graph.one("GatherND", [input(0), int64(1)])],
  Max: reduce("ReduceMax"),
  Pack: (conversion) => {
    const { graph, inputs } = conversion;
    const axis = intAttribute(conversion, "axis");
    const wider = inputs().map((input) => graph.one("Unsqueeze", [input, graph.int64([axis])]));
    return [graph.one("Concat", wider, { axis })];
  },
  Range: ({ graph, inputs }) => [graph.one("Range", inputs())],
  Reshape: ({ graph, input, int64 }) => [graph.one("Reshape", [input(0), int64(1)])],
  Shape: (conversion) => [int32(conversion, conversion.graph.one("Shape", conversion.inputs()))],
  Size: (conversion) => [int32(conversion, conversion.graph.one("Size", conversion.inputs()))],
  Split: (conversion) => {
    const count = intAttribute(conversion, "num_split");
    const attributes = { axis: integer(conversion, 0), num_outputs: count };
    return conversion.graph.node("Split", [conversion.input(1)], attributes, count);
  },
  Squeeze: (conversion) => {
    const { graph, input } = conversion;
    const axes = listAttribute(conversion, "squeeze_dims");
    return [graph.one("Squeeze", axes.length > 0 ? [input(0), graph.int64(axes)] : [input(0)])];
  },
  StridedSlice: stridedSlice,
  Sum: reduce("ReduceSum"),
  Tile: ({ graph, input, int64 }) => [graph.one("Tile", [input(0), int64(1)])],
  TopKV2: (conversion) => {
    const { graph, input } = conversion;
    const count = graph.int64([integer(conversion, 1)]);
    const [values, indices] = graph.node("TopK", [input(0), count], {}, 2);
    return [values!, int32(conversion, indices!)];
  },
  Unpack: unpack,
} satisfies Record<string, Emitter>;
