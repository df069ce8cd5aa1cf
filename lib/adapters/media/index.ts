export type { MediaSource } from "./bytes";
export { MediaError, type MediaErrorCode } from "./errors";
export type { CropRegion, Frame, GreyImage, RgbImage, SquareRegion } from "./frame";
export type { FramesOptions } from "./frames";
export { type MontageCell, type MontageOptions, montage } from "./montage";
export { type OpenedMedia, openMedia } from "./open";
export type { PlaybackMode, PlaybackOptions } from "./playback";
export type { MediaProbe } from "./probe";
export { cropAround, encodeJpeg, type JpegOptions, type Still } from "./stills";
