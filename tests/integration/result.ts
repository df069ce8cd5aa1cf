import { type AnalysisResult, outcomeOf } from "@/lib/analyses/schema";

/** A small valid result. */
export const RESULT: AnalysisResult = {
  engine: { version: "1.0.0", pose: "movenet-thunder", coaching: "rules" },
  media: {
    kind: "video",
    container: "mp4",
    codec: "avc",
    width: 1920,
    height: 1080,
    rotation: 0,
    durationS: 7.03,
    fps: 30,
    variableFps: false,
    hdr: false,
    takenAt: "2026-01-17T10:12:00.000Z",
  },
  view: { facing: "front", offAxisDeg: 12, confidence: 0.8 },
  track: { frames: 211, framesWithSkier: 205, skierHeightPx: 330, meanScore: 0.7, people: 1, cutsS: [] },
  outcome: outcomeOf("measured"),
  turns: [
    {
      index: 1,
      side: "left",
      startS: 0.65,
      apexS: 1.02,
      endS: 1.4,
      confidence: 0.8,
      measures: {
        inclinationDeg: { value: 41.2, plusMinus: 4, confidence: 0.8 },
        kneeFlexionOutsideDeg: { withheld: "view" },
      },
    },
    { index: 2, side: null, startS: 1.4, apexS: 1.8, endS: 2.1, confidence: 0.6, measures: {} },
  ],
  still: null,
  lean: { timesS: [0, 0.033], leanDeg: [1.5, null] },
  summary: { turnCount: 2, cadenceHz: 1.49, rhythmCv: null, symmetry: {}, consistency: {}, fade: {} },
  limits: ["side view needed for knee and hip angles"],
  feedback: { engine: "rules", focus: null, strengths: [], notes: [] },
  timingsMs: { probe: 20, total: 900 },
};
