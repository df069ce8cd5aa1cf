export type { MediaSource } from "./bytes";
export { MediaError, type MediaErrorCode } from "./errors";
export type {
  CropRegion,
  Frame,
  GreyImage,
  JpegOptions,
  KeptStill,
  RgbImage,
  SquareRegion,
  Still,
} from "./frame";
export type { FramesOptions } from "./frames";
export { type MontageCell, type MontageOptions, montage } from "./montage";
export { type OpenedMedia, openMedia } from "./open";
export type { PlaybackMode, PlaybackOptions } from "./playback";
export type { MediaProbe } from "./probe";
export { cropAround, encodeJpeg } from "./stills";
