import type { View } from "@/lib/analyses/schema";

const FACING: Record<View["facing"], string> = {
  front: "Seen from the front: the skier comes towards the camera.",
  back: "Seen from behind: the skier goes away from the camera.",
  side: "Seen from the side: the skier crosses the picture.",
  oblique: "Seen at an angle, between front and side.",
  unknown: "The direction of the camera could not be found.",
};

/** Returns the confidence of an estimate in words. */
export function confidenceWords(confidence: number): string {
  if (confidence >= 0.8) return "quite sure";
  if (confidence >= 0.6) return "fairly sure";
  return "not sure";
}

/** Returns one or two sentences about the direction of the camera. */
export function viewWords(view: View): string {
  const facing = FACING[view.facing];
  if (view.facing === "unknown") return facing;
  const angle =
    view.offAxisDeg === null ? "" : ` About ${Math.round(view.offAxisDeg)}° off the line of travel;`;
  const sure = confidenceWords(view.confidence);
  return angle ? `${facing}${angle} we are ${sure}.` : `${facing} We are ${sure}.`;
}
