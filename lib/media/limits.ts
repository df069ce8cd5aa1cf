/** S3 accepts larger objects; a longer upload is more likely a wrong file. */
export const MAX_RUN_BYTES = 4 * 1024 ** 3;
/** A photo is read and decoded in one piece. */
export const MAX_PHOTO_BYTES = 100 * 1024 ** 2;
export const MAX_RUN_S = 300;
/** A frame's rounding over five minutes is not a reason to refuse a clip. */
export const MAX_DURATION_S = MAX_RUN_S + 0.5;
export const MIN_DURATION_S = 0.3;
export const MIN_SHORTER_SIDE_PX = 64;
/** 8K as televisions (7680 x 4320) and as cinemas (8192 x 4320) have it. */
export const MAX_VIDEO_PIXELS = 8192 * 4320;
/** The largest phone cameras make 108 million. */
export const MAX_PHOTO_PIXELS = 120_000_000;
/** Larger photos are read smaller than they are, so that a decoded one takes at most 105 MB. */
export const MAX_DECODED_PHOTO_PIXELS = 35_000_000;
/** Five minutes at 960 frames a second. */
export const MAX_FRAMES = 300_000;
