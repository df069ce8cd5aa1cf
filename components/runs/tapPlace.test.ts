import { describe, expect, it } from "vitest";
import { subjectHintSchema } from "@/lib/analyses/schema";
import { placeAfterKey, placeAt } from "./tapPlace";

const rect = { left: 100, top: 50, width: 400, height: 200 } as DOMRect;

describe("the position of a tap", () => {
  it("is relative to the picture from its top left at any size on the screen", () => {
    expect(placeAt({ clientX: 300, clientY: 100 }, rect)).toEqual({ x: 0.5, y: 0.25 });
  });

  it("is accepted by the API, also for a tap beyond the edge and for a picture without size", () => {
    const outside = placeAt({ clientX: 2000, clientY: -5 }, rect);
    expect(subjectHintSchema.safeParse({ atS: 0, ...outside }).success).toBe(true);
    expect(placeAt({ clientX: 1, clientY: 1 }, { ...rect, width: 0 } as DOMRect)).toEqual({ x: 0.5, y: 0.5 });
  });

  it("is moved by the arrow keys", () => {
    expect(placeAfterKey("ArrowLeft", null)).toEqual({ x: 0.48, y: 0.5 });
    expect(placeAfterKey("ArrowDown", { x: 0.5, y: 0.999 })).toEqual({ x: 0.5, y: 1 });
    expect(placeAfterKey("Enter", null)).toBeNull();
  });
});
