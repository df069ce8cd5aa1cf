import { expect, it } from "vitest";
import { measureRun } from "@/lib/measuring/measure-run";
import { surveyScene, trackOfTruth } from "@/tests/accuracy/truth-track";
import { factsOf } from "../facts";
import { earlierRunOf } from "../history";
import { chooseMoments } from "../moments";
import { ANSWER } from "./answer";
import { questionParts, SYSTEM } from "./prompt";

/** The question about a run filmed from the front at 60 frames a second, where most measures are shown. */
function sizeOf(durationS: number, earlierRuns: number) {
  const truth = surveyScene({ durationS, fps: 60 });
  const analysis = measureRun({ track: trackOfTruth(truth, 2), fps: truth.fps, kind: "video", cutsS: [] });
  const earlier = Array.from({ length: earlierRuns }, () => earlierRunOf(analysis)!);
  const stills = chooseMoments(analysis).map((moment) => ({ ...moment, jpeg: new Uint8Array(1) }));
  const parts = questionParts({ analysis, discipline: "SL", stills }, factsOf(analysis, earlier), null);
  const characters = parts.reduce((sum, part) => sum + ("text" in part ? part.text.length : 0), 0);
  return {
    turns: analysis.turns.length,
    stills: parts.filter((part) => "jpeg" in part).length,
    characters: characters + SYSTEM.length + JSON.stringify(ANSWER).length,
  };
}

// tools/cost assumes these sizes: a longer question makes every analysis more expensive.
it.each([
  ["ten turns", 9, 0, { turns: 10, stills: 12 }, 18_000],
  ["ten turns and five earlier runs", 9, 5, { turns: 10, stills: 12 }, 22_000],
  ["thirty-three turns and five earlier runs", 27.6, 5, { turns: 33, stills: 12 }, 42_000],
  ["more turns than are listed", 45, 5, { stills: 12 }, 48_000],
])("a question about %s is no longer than the costs allow for", (_, durationS, earlier, shape, most) => {
  const { characters, ...size } = sizeOf(durationS, earlier);

  expect(size).toMatchObject(shape);
  expect(characters).toBeLessThan(most);
  expect(characters).toBeGreaterThan(0.8 * most);
});
