/** All frames of shorter clips are analyzed. */
export const EVERY_FRAME_BELOW_S = 10;
/** Analyzed frames a second of longer clips: enough for all measures but the phases of a turn. */
export const LONG_CLIP_FPS = 30;

/** Highest number of analyzed frames a second for a clip of this length. */
export const maxFpsOf = ({ durationS }: { durationS: number }): number =>
  durationS < EVERY_FRAME_BELOW_S ? Number.POSITIVE_INFINITY : LONG_CLIP_FPS;
