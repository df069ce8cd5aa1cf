/** Why a number is not shown, in words for the page. */
export const WITHHELD_REASONS = {
  view: "Not visible from this camera angle",
  size: "The skier is too small in the picture",
  frameRate: "Needs a higher frame rate",
  joints: "The joints were not seen clearly enough",
  side: "Which way the turn goes cannot be seen from here",
  tooFewTurns: "Needs at least three turns to each side",
  notAPhoto: "Needs movement, so a clip and not a photo",
} as const;
export type WithheldReason = keyof typeof WITHHELD_REASONS;
