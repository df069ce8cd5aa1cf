import { elementwise } from "./elementwise";
import type { Emitter } from "./emitter";
import { shaping } from "./shaping";
import { spatialOps } from "./spatial";

/** Every TF.js op that can be converted, besides Const and Placeholder, which are the graph's own. */
export const EMITTERS: Readonly<Record<string, Emitter>> = { ...elementwise, ...shaping, ...spatialOps };
