export const MAX_RUN_BYTES = 4 * 1024 ** 3;
/** A photo is read into memory as a whole. */
export const MAX_PHOTO_BYTES = 100 * 1024 ** 2;
/** Five minutes and a tolerance for rounded frame times. */
export const MAX_DURATION_S = 5 * 60 + 0.5;
export const MIN_DURATION_S = 0.3;
export const MIN_SHORTER_SIDE_PX = 64;
/** DCI 8K. */
export const MAX_VIDEO_PIXELS = 8192 * 4320;
/** Above the 108 million of the largest phone cameras. */
export const MAX_PHOTO_PIXELS = 120_000_000;
/** Larger photos are downscaled while decoding, to at most 105 MB of memory. */
export const MAX_DECODED_PHOTO_PIXELS = 35_000_000;
/** Five minutes at 960 frames a second, rounded up. */
export const MAX_FRAMES = 300_000;
