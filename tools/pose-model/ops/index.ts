import { elementwiseOps } from "./elementwise";
import type { Emitter } from "./emitter";
import { shapeOps } from "./shape";
import { spatialOps } from "./spatial";

/** The conversions by TF.js operation; `toOnnx` handles Const and Placeholder. */
export const EMITTERS: Readonly<Record<string, Emitter>> = { ...elementwiseOps, ...shapeOps, ...spatialOps };
