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
import type { Gate } from "../measures/confidence";
import { viewFactor } from "../measures/confidence";
import type { Shot } from "../signal/shots";

export interface LimitsInput {
  gate: Gate;
  /** The measures of every turn, or of the photo. */
  measures: readonly Measures[];
  kind: "video" | "photo";
  fallS: number | null;
  shots: readonly Shot[];
  measuredShot: Shot | null;
}

const FROM: Record<string, string> = {
  front: "the front",
  back: "behind",
  side: "the side",
  oblique: "between the side and the front",
};
const SMALL_PX = 150;

const labels = (keys: readonly MeasureKey[]): string => {
  const words = keys.filter((key) => !SAME_AS[key]).map((key) => MEASURES[key].label.toLowerCase());
  return words.length < 2
    ? words.join("")
    : `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}`;
};
const seconds = (timeS: number): string => timeS.toFixed(1);

/** What could not be measured in this clip and why: one plain sentence for each reason, never one for each value. */
export function limitsOf(input: LimitsInput): string[] {
  return [
    ...cutLimits(input),
    ...gapLimits(input),
    ...(input.fallS === null ? [] : [`Nothing after the fall at ${seconds(input.fallS)} s was measured.`]),
    ...viewLimits(input),
    ...sizeLimits(input),
    ...frameRateLimits(input),
    ...jointLimits(input),
  ];
}

function cutLimits({ shots, measuredShot }: LimitsInput): string[] {
  if (shots.length < 2 || !measuredShot) return [];
  const { fromS, toS } = measuredShot;
  return [
    `The picture cuts to another shot; only the longest one with the skier was measured, from ${seconds(fromS)} to ${seconds(toS)} s.`,
  ];
}

function gapLimits({ measuredShot }: LimitsInput): string[] {
  const stretches = measuredShot?.stretches ?? [];
  const gaps = stretches
    .slice(1)
    .map((stretch, i) => `${seconds(stretches[i]!.at(-1)!.timeS)} to ${seconds(stretch[0]!.timeS)} s`);
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

function viewLimits({ gate, measures, kind }: LimitsInput): string[] {
  const { camera } = gate;
  if (measures.length === 0) return [];
  if (camera.offAxisDeg === null) return ["The camera's direction could not be told."];
  const from = FROM[camera.facing];
  const hidden = withheldFor(measures, "view");
  const frontal = hidden.filter((key) => MEASURES[key].view === "frontal");
  const side = hidden.filter((key) => MEASURES[key].view === "side");
  const limits: string[] = [];
  if (hidden.includes("inclinationDeg")) {
    limits.push(
      `Filmed from ${from}, ${Math.round(camera.offAxisDeg)} degrees off the line of travel: lean, angulation and the other measures of the front view cannot be seen.`,
    );
  } else if (frontal.length > 0) {
    limits.push(`Filmed from ${from}: too far off the line of travel for ${labels(frontal)}.`);
  }
  if (side.length > 0 && viewFactor("side", camera) < 0.5) {
    limits.push("Knee and hip angles and fore-aft balance need a view from the side.");
  }
  if (kind === "video" && camera.facing === "oblique") {
    limits.push("Seen from an angle, the switches are less exact than from the front or back.");
  }
  if (kind === "video" && camera.facing === "side") {
    limits.push(
      "From the side the turns were found by the nearer knee, so their switches are only known to about a fifth of a second, and the farther leg is hidden.",
    );
  }
  if (kind === "photo" && camera.facing === "side") {
    limits.push(
      "From the side the farther leg is hidden, and one moment does not tell which leg is the outside one.",
    );
  }
  return limits;
}

function sizeLimits({ gate, measures }: LimitsInput): string[] {
  const heightPx = Math.round(gate.skierPx);
  const limits: string[] = [];
  if (gate.skierPx > 0 && gate.skierPx < SMALL_PX) {
    limits.push(`The skier is only ${heightPx} pixels tall, so the switches are unsure.`);
  }
  const small = withheldFor(measures, "size");
  if (small.length > 0) {
    const neededPx = Math.max(...small.map((key) => MEASURES[key].minSkierPx));
    limits.push(
      `The skier is ${heightPx} pixels tall; ${labels(small)} ${small.length > 1 ? "need" : "needs"} about ${neededPx}.`,
    );
  }
  return limits;
}

function frameRateLimits({ gate, measures }: LimitsInput): string[] {
  const slow = withheldFor(measures, "frameRate");
  if (slow.length === 0 || gate.fps === null || gate.filmedFps === null) return [];
  const filmed = Math.round(gate.filmedFps);
  if (slow.includes("durationS")) {
    return [`At ${filmed} frames a second turns cannot be timed; at least 24 are needed.`];
  }
  const neededFps = Math.max(...slow.map((key) => MEASURES[key].minFps));
  return gate.filmedFps >= neededFps
    ? [
        `Filmed at ${filmed} frames a second, but a clip of ${EVERY_FRAME_BELOW_S} s or longer is looked at ${LONG_CLIP_FPS} times a second, too seldom for ${labels(slow)}. Upload a part shorter than ${EVERY_FRAME_BELOW_S} s: that is looked at frame by frame.`,
      ]
    : [
        `At ${filmed} frames a second the phases of a turn cannot be timed; 60 are needed for ${labels(slow)}.`,
      ];
}

function jointLimits({ measures }: LimitsInput): string[] {
  const unclear = withheldFor(measures, "joints");
  return unclear.length === 0 ? [] : [`The joints were not seen clearly enough for ${labels(unclear)}.`];
}
