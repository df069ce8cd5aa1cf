import { DataType } from "../onnx-graph";
import { type Conversion, type Emitter, typeAttribute } from "./emitter";

const same =
  (op: string): Emitter =>
  ({ graph, inputs }) => [graph.one(op, inputs())];

/**
 * Writes a constant row of equal values, such as the scale of the bytes of the picture, as a scalar: ONNX
 * Runtime broadcasts a row of three channels several times more slowly.
 */
const withScalars =
  (op: string): Emitter =>
  ({ graph, constant, input }) => {
    const operand = (index: number): string => {
      const found = constant(index);
      const [value] = found?.data ?? [];
      const isRow = found && found.data.length > 1 && found.data.length === found.shape.at(-1);
      return isRow && found.data.every((other) => other === value)
        ? graph.constant(found.data.slice(0, 1), [])
        : input(index);
    };
    return [graph.one(op, [operand(0), operand(1)])];
  };

const ONNX_TYPES = { DT_FLOAT: DataType.FLOAT, DT_INT32: DataType.INT32, DT_BOOL: DataType.BOOL } as const;

function floorDiv(conversion: Conversion): string[] {
  const { graph, inputs } = conversion;
  const quotient = graph.one("Div", inputs());
  // ONNX rounds integer quotients towards zero, which equals the floor for the indices of MoveNet.
  return [typeAttribute(conversion, "T") === "DT_INT32" ? quotient : graph.one("Floor", [quotient])];
}

/** Element-wise operations; broadcasting is equal in TensorFlow and ONNX. */
export const elementwiseOps = {
  Abs: same("Abs"),
  AddN: same("Sum"),
  AddV2: withScalars("Add"),
  Cast: (conversion) => [
    conversion.graph.one("Cast", conversion.inputs(), { to: ONNX_TYPES[typeAttribute(conversion, "DstT")] }),
  ],
  Equal: same("Equal"),
  Exp: same("Exp"),
  FloorDiv: floorDiv,
  Greater: same("Greater"),
  GreaterEqual: same("GreaterOrEqual"),
  Identity: same("Identity"),
  Less: same("Less"),
  LogicalAnd: same("And"),
  Maximum: same("Max"),
  Minimum: same("Min"),
  Mul: withScalars("Mul"),
  RealDiv: same("Div"),
  Reciprocal: same("Reciprocal"),
  Select: same("Where"),
  Sigmoid: same("Sigmoid"),
  Sqrt: same("Sqrt"),
  SquaredDifference: ({ graph, inputs }) => {
    const difference = graph.one("Sub", inputs());
    return [graph.one("Mul", [difference, difference])];
  },
  Sub: withScalars("Sub"),
} satisfies Record<string, Emitter>;
