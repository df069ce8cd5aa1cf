import { expect, test } from "vitest";
import { DetectionSchedule, type TrackingState } from "./detection-schedule";

/** Detections in frames of a 30th of a second, none of which finds anybody. */
function detections(state: TrackingState, durationS: number) {
  const schedule = new DetectionSchedule();
  const made: { timeS: number; mode: string }[] = [];
  for (let frame = 0; frame < durationS * 30; frame++) {
    for (;;) {
      const mode = schedule.due(frame / 30, state);
      if (!mode) break;
      made.push({ timeS: frame / 30, mode });
      schedule.record(frame / 30, mode, false);
    }
  }
  return made;
}

test("with nobody tracked the first frame gets a quick and then a thorough detection", () => {
  expect(detections("nobody", 0.1)).toEqual([
    { timeS: 0, mode: "quick" },
    { timeS: 0, mode: "thorough" },
  ]);
});

test("with a skier tracked alone, detections are quick only, and at most seven in a minute", () => {
  const made = detections("skierAlone", 60);
  expect(made.every(({ mode }) => mode === "quick")).toBe(true);
  expect(made.length).toBeLessThanOrEqual(7);
});

test("while nobody skis, there are at least 19 quick detections in ten seconds", () => {
  const quick = detections("undecided", 10).filter(({ mode }) => mode === "quick");
  expect(quick.length).toBeGreaterThanOrEqual(19);
});
