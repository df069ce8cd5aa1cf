/** Clips shorter than this are looked at frame by frame. */
export const EVERY_FRAME_BELOW_S = 10;
/** How many frames a second of a longer clip are looked at: they show all that the filters keep but the phases of a turn. */
export const LONG_CLIP_FPS = 30;

/** The most frames a second that are looked at in a clip of this length. */
export const maxFpsOf = ({ durationS }: { durationS: number }): number =>
  durationS < EVERY_FRAME_BELOW_S ? Number.POSITIVE_INFINITY : LONG_CLIP_FPS;
