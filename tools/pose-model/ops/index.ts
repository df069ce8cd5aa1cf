import { elementwise } from "./elementwise";
import type { Emitter } from "./emitter";
import { shaping } from "./shaping";
import { spatialOps } from "./spatial";

/** The conversions by TF.js operation; `toOnnx` handles Const and Placeholder. */
export const EMITTERS: Readonly<Record<string, Emitter>> = { ...elementwise, ...shaping, ...spatialOps };
