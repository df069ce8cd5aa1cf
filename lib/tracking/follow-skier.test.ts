import { describe, expect, test } from "vitest";
import type { TrackFrame } from "@/lib/analyses/schema";
import { film, type ScriptedShot, scriptedNetworks } from "@/tests/scripted-hill/film";
import { bystander, type ScriptedPerson, skier } from "@/tests/scripted-hill/people";
import { type FollowOptions, followSkier } from "./follow-skier";

async function follow(shots: ScriptedShot[], options?: FollowOptions, fps = 30) {
  const networks = scriptedNetworks();
  const result = await followSkier(film(shots, fps), networks, options);
  return { result, asked: networks.asked };
}

/** Share of the frames of a time range in which the track is on a person, by the position of the feet. */
function onPerson(
  frames: TrackFrame[],
  person: ScriptedPerson,
  [fromS, untilS]: [number, number],
  camera = (_timeS: number) => ({ xPx: 0, yPx: 0 }),
): number {
  const within = frames.filter(({ timeS }) => timeS >= fromS && timeS < untilS);
  const on = within.filter(({ timeS, points }) => {
    const feet = person.feetAt(timeS);
    if (!points || !feet) return false;
    const xPx = (points[15 * 3]! + points[16 * 3]!) / 2 + camera(timeS).xPx;
    const yPx = (points[15 * 3 + 1]! + points[16 * 3 + 1]!) / 2 + camera(timeS).yPx;
    return Math.hypot(xPx - feet.xPx, yPx - feet.yPx) < 0.3 * person.heightPx;
  });
  return on.length / within.length;
}

function framesOf(result: Awaited<ReturnType<typeof follow>>["result"]): TrackFrame[] {
  if (!result.found) throw new Error(`expected a skier, found none: ${result.reason}`);
  return result.frames;
}

describe("choice of the skier", () => {
  test("prefers the skier to a larger bystander who is there first, from a fixed camera", async () => {
    const racer = skier({ fromS: 1, xPx: 850, yPx: 300, heightPx: 160 });
    const { result } = await follow([{ durationS: 6, people: [bystander(300, 680, 420), racer] }]);
    expect(onPerson(framesOf(result), racer, [2, 6])).toBe(1);
    expect(framesOf(result)[0]!.points).toBeNull();
    expect(result.found && result.people).toBe(2);
  });

  test("prefers the skier to a larger bystander who crosses the picture of a panning camera", async () => {
    const racer = skier({ xPx: 700, yPx: 350, heightPx: 180, speedPxS: 10 });
    const sideways: ScriptedPerson = {
      ...racer,
      feetAt: (timeS) => {
        const feet = racer.feetAt(timeS);
        return feet && { xPx: feet.xPx + 250 * timeS, yPx: feet.yPx };
      },
    };
    const camera = (timeS: number) => ({ xPx: 250 * timeS, yPx: 0 });
    const people = [bystander(1100, 690, 400), sideways];
    const { result } = await follow([{ durationS: 5, people, cameraAt: camera }]);
    expect(onPerson(framesOf(result), sideways, [0, 5], camera)).toBeGreaterThan(0.95);
  });

  test("follows a person who starts to ski after standing still", async () => {
    const racer = skier({ xPx: 850, yPx: 300, heightPx: 200 });
    const starter: ScriptedPerson = {
      ...racer,
      feetAt: (timeS) => racer.feetAt(Math.max(0, timeS - 3)),
      leanDegAt: (timeS) => racer.leanDegAt!(Math.max(0, timeS - 3)),
    };
    const { result } = await follow([{ durationS: 9, people: [bystander(300, 680, 420), starter] }]);
    expect(onPerson(framesOf(result), starter, [4, 9])).toBe(1);
  });
});

describe("track", () => {
  test("covers one shot only, the one with more skiing", async () => {
    const first = skier({ xPx: 640, yPx: 400, heightPx: 250 });
    const second = skier({ xPx: 640, yPx: 400, heightPx: 250 });
    const { result } = await follow([
      { durationS: 1.5, people: [first], hill: 1 },
      { durationS: 5, people: [second], hill: 2 },
    ]);
    expect(result.cutsS).toHaveLength(1);
    expect(result.cutsS[0]).toBeCloseTo(1.5, 5);
    const frames = framesOf(result);
    expect(frames.filter(({ timeS }) => timeS < 1.5).every(({ points }) => points === null)).toBe(true);
    expect(frames.filter(({ timeS }) => timeS > 2).every(({ points }) => points !== null)).toBe(true);
  });

  test("continues after the skier was hidden for a second, without points in between", async () => {
    const racer = skier({ xPx: 640, yPx: 300, heightPx: 220, hidden: [3, 4] });
    const { result } = await follow([{ durationS: 8, people: [racer] }]);
    const frames = framesOf(result);
    expect(onPerson(frames, racer, [0, 3])).toBe(1);
    expect(onPerson(frames, racer, [4.7, 8])).toBe(1);
    expect(frames.filter(({ timeS }) => timeS >= 3.05 && timeS < 4).every(({ points }) => !points)).toBe(
      true,
    );
  });

  test("continues across a change of exposure, which is not a cut", async () => {
    const racer = skier({ xPx: 640, yPx: 300, heightPx: 220 });
    const exposureAt = (timeS: number) => (timeS < 2 ? 0 : 45);
    const { result } = await follow([{ durationS: 4, people: [racer], exposureAt }]);
    expect(result.cutsS).toEqual([]);
    expect(onPerson(framesOf(result), racer, [0, 4])).toBe(1);
  });
});

describe("subject hint", () => {
  const racer = skier({ xPx: 850, yPx: 300, heightPx: 200 });
  const watcher = bystander(300, 680, 400);

  test("follows the tapped person, also before the tap", async () => {
    const subject = { atS: 2, x: 300 / 1280, y: 480 / 720 };
    const { result } = await follow([{ durationS: 5, people: [racer, watcher] }], { subject });
    expect(onPerson(framesOf(result), watcher, [0, 5])).toBe(1);
  });

  test("finds a tapped person who is too small for quick detection", async () => {
    const far = skier({ xPx: 1100, yPx: 300, heightPx: 45, acrossPx: 30 });
    const subject = { atS: 0.5, x: far.feetAt(0.5)!.xPx / 1280, y: 280 / 720 };
    const { result } = await follow([{ durationS: 4, people: [watcher, far] }], { subject });
    expect(onPerson(framesOf(result), far, [0.6, 4])).toBe(1);
  });

  test("returns nobodyThere for a tap on nobody", async () => {
    const subject = { atS: 2, x: 0.5, y: 0.05 };
    const { result } = await follow([{ durationS: 4, people: [watcher] }], { subject });
    expect(result).toMatchObject({ found: false, reason: "nobodyThere" });
  });
});

describe("cost", () => {
  test("is one pose a frame and at most 13 detections for one skier in 20 s", async () => {
    const racer = skier({ xPx: 640, yPx: 200, heightPx: 220, speedPxS: 15 });
    const { result, asked } = await follow([{ durationS: 20, people: [racer] }]);
    expect(asked.estimate).toBeLessThanOrEqual(result.frameCount + 10);
    expect(asked.quick).toBeLessThanOrEqual(12);
    expect(asked.thorough).toBeLessThanOrEqual(1);
  });

  test("grows by less than a third with two bystanders", async () => {
    const racer = skier({ xPx: 640, yPx: 200, heightPx: 220, speedPxS: 15 });
    const people = [bystander(200, 650, 300), racer, bystander(1000, 650, 300)];
    const { result, asked } = await follow([{ durationS: 20, people }]);
    expect(asked.estimate).toBeLessThan(1.3 * result.frameCount);
  });

  test("is at most 18 thorough detections for an empty minute", async () => {
    const { result, asked } = await follow([{ durationS: 60, people: [] }], {}, 10);
    expect(result).toMatchObject({ found: false, reason: "nobody" });
    expect(asked.thorough).toBeLessThanOrEqual(18);
    expect(asked.quick).toBeLessThanOrEqual(105);
  });
});

test("a photo is followed as a clip of one frame", async () => {
  const racer = skier({ xPx: 640, yPx: 400, heightPx: 220 });
  const { result } = await follow([{ durationS: 1 / 30, people: [racer] }]);
  expect(framesOf(result)).toHaveLength(1);
  expect(onPerson(framesOf(result), racer, [0, 1])).toBe(1);
});

test("points are rounded as the track stores them, and every frame has its presentation time", async () => {
  const racer = skier({ xPx: 640, yPx: 400, heightPx: 220 });
  const { result } = await follow([{ durationS: 1, people: [racer] }]);
  const frames = framesOf(result);
  expect(frames).toHaveLength(30);
  expect(frames[3]!.timeS).toBeCloseTo(0.1, 9);
  expect(frames[3]!.points).toHaveLength(51);
  for (const value of frames[3]!.points!) expect(Math.round(value * 100) / 100).toBe(value);
});
