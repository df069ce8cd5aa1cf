import { describe, expect, it } from "vitest";
import { viewWords } from "./viewWords";

describe("viewWords", () => {
  it("names the direction, the angle and the confidence", () => {
    expect(viewWords({ facing: "front", offAxisDeg: 12.4, confidence: 0.85 })).toBe(
      "Seen from the front: the skier comes towards the camera. About 12° off the line of travel; we are quite sure.",
    );
    expect(viewWords({ facing: "side", offAxisDeg: null, confidence: 0.5 })).toContain("We are not sure.");
  });

  it("names no direction for an unknown view", () => {
    expect(viewWords({ facing: "unknown", offAxisDeg: 30, confidence: 0.1 })).toBe(
      "The direction of the camera could not be found.",
    );
  });
});
