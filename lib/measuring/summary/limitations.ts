import {
  EVERY_FRAME_BELOW_S,
  isShown,
  LONG_CLIP_FPS,
  MEASURES,
  type MeasureKey,
  type Measures,
  measureKeys,
  SAME_AS,
  type WithheldReason,
} from "@/lib/analyses/schema";
import { type MeasuringConditions, viewFactor } from "../measures/confidence";
import type { TrackShot } from "../signal/shots";

interface LimitationsInput {
  conditions: MeasuringConditions;
  measures: readonly Measures[];
  kind: "video" | "photo";
  fallS: number | null;
  shots: readonly TrackShot[];
  measuredShot: TrackShot | null;
}

const VIEW_WORDS: Record<string, string> = {
  front: "the front",
  back: "behind",
  side: "the side",
  oblique: "between the side and the front",
};
const SMALL_SKIER_PX = 150;

const labels = (keys: readonly MeasureKey[]): string => {
  const words = keys.filter((key) => !SAME_AS[key]).map((key) => MEASURES[key].label.toLowerCase());
  return words.length < 2
    ? words.join("")
    : `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}`;
};
const seconds = (timeS: number): string => timeS.toFixed(1);

export function limitationsOf(input: LimitationsInput): string[] {
  return [
    ...cutLimitations(input),
    ...gapLimitations(input),
    ...(input.fallS === null ? [] : [`Nothing after the fall at ${seconds(input.fallS)} s was measured.`]),
    ...viewLimitations(input),
    ...sizeLimitations(input),
    ...frameRateLimitations(input),
    ...jointLimitations(input),
  ];
}

function cutLimitations({ shots, measuredShot }: LimitationsInput): string[] {
  if (shots.length < 2 || !measuredShot) return [];
  const { fromS, toS } = measuredShot;
  return [
    `The picture cuts to another shot; only the longest one with the skier was measured, from ${seconds(fromS)} to ${seconds(toS)} s.`,
  ];
}

function gapLimitations({ measuredShot }: LimitationsInput): string[] {
  const segments = measuredShot?.segments ?? [];
  const gaps = segments
    .slice(1)
    .map((segment, i) => `${seconds(segments[i]!.at(-1)!.timeS)} to ${seconds(segment[0]!.timeS)} s`);
  if (gaps.length === 0) return [];
  return gaps.length > 3
    ? [`The skier was out of sight ${gaps.length} times; turns cut by that are not counted.`]
    : [`The skier was out of sight from ${gaps.join(", ")}; turns cut by that are not counted.`];
}

const withheldFor = (measures: readonly Measures[], reason: WithheldReason): MeasureKey[] =>
  measureKeys.filter((key) => {
    const values = measures.map((one) => one[key]);
    return (
      values.some((value) => value && "withheld" in value && value.withheld === reason) &&
      !values.some(isShown)
    );
  });

function viewLimitations({ conditions, measures, kind }: LimitationsInput): string[] {
  const { view } = conditions;
  if (measures.length === 0) return [];
  if (view.offAxisDeg === null) return ["The direction of the camera could not be found."];
  const from = VIEW_WORDS[view.facing];
  const hidden = withheldFor(measures, "view");
  const frontal = hidden.filter((key) => MEASURES[key].view === "frontal");
  const side = hidden.filter((key) => MEASURES[key].view === "side");
  const limitations: string[] = [];
  if (hidden.includes("inclinationDeg")) {
    limitations.push(
      `Filmed from ${from}, ${Math.round(view.offAxisDeg)} degrees off the line of travel: lean, angulation and the other measures of the front view cannot be seen.`,
    );
  } else if (frontal.length > 0) {
    limitations.push(`Filmed from ${from}: too far off the line of travel for ${labels(frontal)}.`);
  }
  if (side.length > 0 && viewFactor("side", view) < 0.5) {
    limitations.push("Knee and hip angles and fore-aft balance need a view from the side.");
  }
  if (kind === "video" && view.facing === "oblique") {
    limitations.push("Seen from an angle, the switches are less exact than from the front or back.");
  }
  if (kind === "video" && view.facing === "side") {
    limitations.push(
      "From the side the turns were found by the nearer knee, so their switches are only known to about a fifth of a second, and the farther leg is hidden.",
    );
  }
  if (kind === "photo" && view.facing === "side") {
    limitations.push(
      "From the side the farther leg is hidden, and one moment does not tell which leg is the outside one.",
    );
  }
  return limitations;
}

function sizeLimitations({ conditions, measures }: LimitationsInput): string[] {
  const heightPx = Math.round(conditions.skierPx);
  const limitations: string[] = [];
  if (conditions.skierPx > 0 && conditions.skierPx < SMALL_SKIER_PX) {
    limitations.push(`The skier is only ${heightPx} pixels tall, so the switches are unsure.`);
  }
  const small = withheldFor(measures, "size");
  if (small.length > 0) {
    const neededPx = Math.max(...small.map((key) => MEASURES[key].minSkierPx));
    limitations.push(
      `The skier is ${heightPx} pixels tall; ${labels(small)} ${small.length > 1 ? "need" : "needs"} about ${neededPx}.`,
    );
  }
  return limitations;
}

function frameRateLimitations({ conditions, measures }: LimitationsInput): string[] {
  const slow = withheldFor(measures, "frameRate");
  if (slow.length === 0 || conditions.fps === null || conditions.filmedFps === null) return [];
  const filmed = Math.round(conditions.filmedFps);
  if (slow.includes("durationS")) {
    return [`At ${filmed} frames a second turns cannot be timed; at least 24 are needed.`];
  }
  const neededFps = Math.max(...slow.map((key) => MEASURES[key].minFps));
  return conditions.filmedFps >= neededFps
    ? [
        `Filmed at ${filmed} frames a second, but a clip of ${EVERY_FRAME_BELOW_S} s or longer is analysed at ${LONG_CLIP_FPS}, too few for ${labels(slow)}. Upload a part shorter than ${EVERY_FRAME_BELOW_S} s: that is analysed frame by frame.`,
      ]
    : [
        `At ${filmed} frames a second the phases of a turn cannot be timed; 60 are needed for ${labels(slow)}.`,
      ];
}

function jointLimitations({ measures }: LimitationsInput): string[] {
  const unclear = withheldFor(measures, "joints");
  return unclear.length === 0 ? [] : [`The joints were not seen clearly enough for ${labels(unclear)}.`];
}
