import type { Measured, ShownValue } from "./measured";

export const isShown = (measured: Measured | undefined): measured is ShownValue =>
  measured !== undefined && "value" in measured;
