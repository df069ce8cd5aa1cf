/** S3 accepts larger objects; a longer upload is more likely a wrong file. */
export const MAX_RUN_BYTES = 4 * 1024 ** 3;
/** A photo is read and decoded in one piece. */
export const MAX_PHOTO_BYTES = 100 * 1024 ** 2;
/** Five minutes; the rounding of a frame is no reason to refuse a clip. */
export const MAX_DURATION_S = 5 * 60 + 0.5;
export const MIN_DURATION_S = 0.3;
export const MIN_SHORTER_SIDE_PX = 64;
/** 8K of televisions (7680 x 4320) and of cinemas (8192 x 4320). */
export const MAX_VIDEO_PIXELS = 8192 * 4320;
/** The largest phone cameras make 108 million. */
export const MAX_PHOTO_PIXELS = 120_000_000;
/** Larger photos are decoded at a smaller size, so that one takes at most 105 MB of memory. */
export const MAX_DECODED_PHOTO_PIXELS = 35_000_000;
/** Five minutes at 960 frames a second, rounded up. */
export const MAX_FRAMES = 300_000;
