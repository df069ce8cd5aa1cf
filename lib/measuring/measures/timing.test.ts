import { expect, it } from "vitest";
import { isShown } from "@/lib/analyses/schema";
import { meanAbs } from "@/tests/accuracy/mean";
import { measureScene } from "@/tests/accuracy/measured-scene";

it("measures the apex position within its plus-minus, which contains a frame and a switch, at 25 and 30 frames a second", () => {
  for (const fps of [25, 30]) {
    const { run, truth } = measureScene({ fps, durationS: 8, skiing: { turnS: 0.8 } }, 3);
    const off = run.turns.map((turn) => {
      const twin = truth.turns.find(({ startS, endS }) => turn.apexS > startS && turn.apexS < endS)!;
      const place = turn.measures.apexPosition;
      if (!isShown(place)) throw new Error(`withheld at ${fps}`);
      const turnS = twin.endS - twin.startS;
      expect(place.plusMinus).toBeGreaterThanOrEqual(
        Math.hypot(0.5 / fps, 0.03 * Math.SQRT1_2) / turnS - 0.01,
      );
      return (place.value - (twin.apexS - twin.startS) / turnS) / place.plusMinus;
    });
    expect(off.length).toBeGreaterThan(6);
    expect(meanAbs(off)).toBeLessThan(1);
  }
});
