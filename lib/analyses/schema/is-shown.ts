import type { Measured, ShownValue } from "./measured";

/** Narrows a measured value to one that may be shown. */
export const isShown = (measured: Measured | undefined): measured is ShownValue =>
  measured !== undefined && "value" in measured;
