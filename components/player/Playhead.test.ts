import { expect, it } from "vitest";
import { Playhead } from "./Playhead";

const CLIP = { fps: 30, durationS: 2 };

function watched(): { playhead: Playhead; sought: number[] } {
  const playhead = new Playhead();
  const sought: number[] = [];
  playhead.onSeek((timeS) => sought.push(Math.round(timeS * CLIP.fps * 10) / 10));
  return { playhead, sought };
}

it("steps from the frame that is shown to the middle of its neighbours", () => {
  const { playhead, sought } = watched();
  playhead.report(10 / 30);
  playhead.step(1, CLIP);
  playhead.report(11 / 30);
  playhead.step(-1, CLIP);
  expect(sought).toEqual([11.5, 10.5]);
});

it("counts every step, also before the frame of the last one is shown", () => {
  const { playhead, sought } = watched();
  playhead.report(10 / 30);
  for (const frames of [1, 1, -1]) playhead.step(frames, CLIP);
  expect(sought).toEqual([11.5, 12.5, 11.5]);
  // A frame that is shown during a seek is not the start of the next step.
  playhead.report(12 / 30, false);
  playhead.step(-1, CLIP);
  expect(sought.at(-1)).toBe(10.5);
});

it("stays inside the clip, so that one step leads back from its end", () => {
  const { playhead, sought } = watched();
  playhead.report(59 / 30);
  for (const frames of [1, 1, 1, -1]) playhead.step(frames, CLIP);
  expect(sought).toEqual([60, 60, 60, 59]);
});
