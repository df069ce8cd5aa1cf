import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jointAngleDeg, tiltDeg } from "@/lib/pose/geometry";
import { projectLeanDeg, unprojectLeanDeg } from "./lean";

describe("projected lean", () => {
  it("of a true 45 degrees is 44, 41, 35 and 27 at 15, 30, 45 and 60 degrees off", () => {
    const seen = [15, 30, 45, 60].map((off) => Math.round(projectLeanDeg(45, off)));
    expect(seen).toEqual([44, 41, 35, 27]);
  });

  it("is inverted by unprojectLeanDeg", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -70, max: 70, noNaN: true }),
        fc.double({ min: 0, max: 60, noNaN: true }),
        (lean, off) => {
          expect(unprojectLeanDeg(projectLeanDeg(lean, off), off)).toBeCloseTo(lean, 6);
        },
      ),
    );
  });
});

describe("angles", () => {
  const coordinate = fc.double({ min: -500, max: 500, noNaN: true });
  const point = fc.record({ x: coordinate, y: coordinate });

  it("do not depend on the aspect ratio of the picture: the diagonal of a square is 45 degrees", () => {
    expect(tiltDeg({ x: 1800, y: 100 }, { x: 1900, y: 200 })).toBeCloseTo(45);
    expect(tiltDeg({ x: 1800, y: 100 }, { x: 1700, y: 200 })).toBeCloseTo(-45);
  });

  it("at a joint do not change when the picture is moved, rotated or scaled", () => {
    fc.assert(
      fc.property(
        point,
        point,
        point,
        fc.double({ min: 0.2, max: 5, noNaN: true }),
        coordinate,
        (a, b, c, scale, turn) => {
          fc.pre(Math.hypot(a.x - b.x, a.y - b.y) > 1 && Math.hypot(c.x - b.x, c.y - b.y) > 1);
          const moved = ({ x, y }: { x: number; y: number }) => ({
            x: scale * (x * Math.cos(turn) - y * Math.sin(turn)) + 40,
            y: scale * (x * Math.sin(turn) + y * Math.cos(turn)) - 70,
          });
          expect(jointAngleDeg(moved(a), moved(b), moved(c))).toBeCloseTo(jointAngleDeg(a, b, c), 4);
        },
      ),
    );
  });
});
