import { expect, test } from "vitest";
import { Lookout, type Situation } from "./detection-schedule";

/** Looks made in frames of a 30th of a second, none of which finds anybody. */
function looks(situation: Situation, durationS: number) {
  const lookout = new Lookout();
  const made: { timeS: number; look: string }[] = [];
  for (let frame = 0; frame < durationS * 30; frame++) {
    for (;;) {
      const look = lookout.due(frame / 30, situation);
      if (!look) break;
      made.push({ timeS: frame / 30, look });
      lookout.looked(frame / 30, look, false);
    }
  }
  return made;
}

test("with nobody in view the first frame is searched quickly, then thoroughly", () => {
  expect(looks("nobody", 0.1)).toEqual([
    { timeS: 0, look: "quick" },
    { timeS: 0, look: "thorough" },
  ]);
});

test("with a skier followed, others are looked for ever more rarely, and never thoroughly", () => {
  const made = looks("skier", 60);
  expect(made.every(({ look }) => look === "quick")).toBe(true);
  expect(made.length).toBeLessThanOrEqual(7);
});

test("while unsure, the picture is searched often enough to catch a skier who comes into it", () => {
  const quick = looks("unsure", 10).filter(({ look }) => look === "quick");
  expect(quick.length).toBeGreaterThanOrEqual(19);
});
