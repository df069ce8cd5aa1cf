import { expect, it } from "vitest";
import { sweepEvery } from "./every";

it.each([Number.NaN, 0, -1])(
  "throws for an interval of %d seconds, which would sweep without pause",
  (everyS) => {
    expect(() => sweepEvery(everyS)).toThrow("expected seconds above 0");
  },
);
