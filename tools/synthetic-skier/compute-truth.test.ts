import { stat } from "node:fs/promises";
import { Vector3 } from "three";
import { describe, expect, it } from "vitest";
import { KEYPOINTS, type KeypointName, KP } from "@/lib/pose/skeleton";
import { mean } from "@/tests/accuracy/mean";
import type { Joints } from "./body";
import { CLIPS, type Clip, type ClipName } from "./clips";
import { computeTruth } from "./compute-truth";
import { anglesOf } from "./measures-3d";
import { clipPath, readTruth, type Truth } from "./truth";

const names = Object.keys(CLIPS) as ClipName[];
const MAX_BYTES = 1_000_000;

const at = (truth: Truth, frame: number, name: KeypointName) => ({
  xPx: truth.frames.joints[frame]![KP[name] * 2]!,
  yPx: truth.frames.joints[frame]![KP[name] * 2 + 1]!,
});
/** Returns the measures of the projected joints in the picture plane. */
const flat = (truth: Truth, frame: number) =>
  anglesOf(
    Object.fromEntries(
      KEYPOINTS.map((name) => {
        const { xPx, yPx } = at(truth, frame, name);
        return [name, new Vector3(xPx, -yPx, 0)];
      }),
    ) as Joints,
  );
const seenFrames = (truth: Truth) =>
  truth.frames.joints.flatMap((joints, frame) => (joints === null ? [] : [frame]));

describe("the committed fixtures", () => {
  it.each(names)("%s is smaller than 1 MB and has the truth that the generator computes", async (name) => {
    const clip: Clip = CLIPS[name];
    const truth = await readTruth(name);
    expect(truth).toEqual(computeTruth(name, clip));
    const media = await stat(clipPath(name, clip.fps === 0 ? "jpg" : "mp4"));
    const truthFile = await stat(clipPath(name).replace(".mp4", ".truth.json"));
    expect(media.size + truthFile.size).toBeLessThan(MAX_BYTES);
  });
});

describe("the truth of a clip", () => {
  it.each(["slalom-front", "gs-front", "slalom-back", "cut"] as const)(
    "%s: every switch is a sign change of the lean, every turn leans to its own side",
    (name) => {
      const truth = computeTruth(name, CLIPS[name]);
      const leanAt = (timeS: number) => truth.frames.leanDeg[Math.round(timeS * truth.fps)]!;
      expect(truth.turns.length).toBeGreaterThanOrEqual(4);
      for (const turn of truth.turns) {
        const sign = turn.side === "left" ? 1 : -1;
        expect(turn.startS).toBeLessThan(turn.apexS);
        expect(turn.apexS).toBeLessThan(turn.endS);
        expect(sign * leanAt(turn.apexS)).toBeCloseTo(turn.inclinationDeg, -0.5);
        for (let timeS = turn.startS + 0.05; timeS < turn.endS - 0.05; timeS += 0.02) {
          expect(sign * leanAt(timeS)).toBeGreaterThan(0);
        }
        expect(truth.cutsS.some((cutS) => turn.startS < cutS && cutS < turn.endS)).toBe(false);
      }
    },
  );

  it("turns have the requested mean duration", () => {
    const { turns } = computeTruth("slalom-front", CLIPS["slalom-front"]);
    expect(mean(turns.map((turn) => turn.endS - turn.startS))).toBeCloseTo(0.8, 1);
    const giant = computeTruth("gs-front", CLIPS["gs-front"]);
    expect(mean(giant.turns.map((turn) => turn.endS - turn.startS))).toBeCloseTo(1.4, 1);
  });

  it.each(["slalom-front", "pan", "gs-front"] as const)(
    "%s: the picture from the front shows the true lean, to the skier's left on the right",
    (name) => {
      const truth = computeTruth(name, CLIPS[name]);
      const errors = seenFrames(truth).map((frame) =>
        Math.abs(flat(truth, frame).leanDeg - truth.frames.leanDeg[frame]!),
      );
      expect(mean(errors)).toBeLessThan(1.5);
    },
  );

  it("the lean in the picture has the opposite sign from behind", () => {
    const truth = computeTruth("slalom-back", CLIPS["slalom-back"]);
    const errors = seenFrames(truth).map((frame) =>
      Math.abs(flat(truth, frame).leanDeg + truth.frames.leanDeg[frame]!),
    );
    expect(mean(errors)).toBeLessThan(1.5);
  });

  it("the knee flexion in the picture is the true one from the side", () => {
    const truth = computeTruth("side", CLIPS.side);
    for (const side of ["left", "right"] as const) {
      const errors = seenFrames(truth).map((frame) =>
        Math.abs(flat(truth, frame).kneeFlexionDeg[side] - truth.frames.kneeFlexionDeg[side][frame]!),
      );
      expect(mean(errors)).toBeLessThan(6);
    }
  });

  it("left and right are those of the skier in every view", () => {
    const front = computeTruth("slalom-front", CLIPS["slalom-front"]);
    const back = computeTruth("slalom-back", CLIPS["slalom-back"]);
    for (const part of ["Shoulder", "Hip"] as const) {
      expect(at(front, 0, `left${part}`).xPx).toBeGreaterThan(at(front, 0, `right${part}`).xPx);
      expect(at(back, 0, `left${part}`).xPx).toBeLessThan(at(back, 0, `right${part}`).xPx);
    }
  });

  it("the asymmetric clip has more lean in left turns", () => {
    const { turns } = computeTruth("asymmetric", CLIPS.asymmetric);
    const leans = (side: "left" | "right") =>
      turns.filter((turn) => turn.side === side).map((turn) => turn.inclinationDeg);
    expect(leans("left").length).toBeGreaterThanOrEqual(3);
    expect(leans("right").length).toBeGreaterThanOrEqual(3);
    expect(mean(leans("left")) - mean(leans("right"))).toBeGreaterThan(8);
  });

  it("has no turns in clips without turns or after a fall", () => {
    expect(computeTruth("straight", CLIPS.straight).turns).toEqual([]);
    const empty = computeTruth("empty", CLIPS.empty);
    expect(empty.turns).toEqual([]);
    expect(empty.frames.joints.every((joints) => joints === null)).toBe(true);
    const fall = computeTruth("fall", CLIPS.fall);
    expect(fall.turns.length).toBeGreaterThanOrEqual(3);
    expect(fall.turns.every((turn) => turn.endS <= fall.fallS!)).toBe(true);
  });

  it("a bystander is visible before the skier", () => {
    const { frames, bystanders } = computeTruth("bystanders", CLIPS.bystanders);
    expect(bystanders).toBe(2);
    expect(frames.joints[0]).toBeNull();
    expect(frames.joints.at(-1)).not.toBeNull();
  });
});
