import { expect, it } from "vitest";
import { Playhead } from "./Playhead";

const CLIP = { fps: 30, durationS: 2 };

function recorded(): { playhead: Playhead; seeks: number[] } {
  const playhead = new Playhead();
  const seeks: number[] = [];
  playhead.onSeek((timeS) => seeks.push(Math.round(timeS * CLIP.fps * 10) / 10));
  return { playhead, seeks };
}

it("steps from the frame that is shown to the middle of its neighbours", () => {
  const { playhead, seeks } = recorded();
  playhead.report(10 / 30);
  playhead.step(1, CLIP);
  playhead.report(11 / 30);
  playhead.step(-1, CLIP);
  expect(seeks).toEqual([11.5, 10.5]);
});

it("counts every step, also before the frame of the last one is shown", () => {
  const { playhead, seeks } = recorded();
  playhead.report(10 / 30);
  for (const frames of [1, 1, -1]) playhead.step(frames, CLIP);
  expect(seeks).toEqual([11.5, 12.5, 11.5]);
  // A frame that is shown during a seek is not the start of the next step.
  playhead.report(12 / 30, false);
  playhead.step(-1, CLIP);
  expect(seeks.at(-1)).toBe(10.5);
});

it("stays inside the clip, so that one step leads back from its end", () => {
  const { playhead, seeks } = recorded();
  playhead.report(59 / 30);
  for (const frames of [1, 1, 1, -1]) playhead.step(frames, CLIP);
  expect(seeks).toEqual([60, 60, 60, 59]);
});
