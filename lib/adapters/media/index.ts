export type {
  CropRegion,
  Frame,
  GreyImage,
  JpegOptions,
  KeptStill,
  RgbImage,
  SquareRegion,
  Still,
} from "./decode/frame";
export type { FramesOptions } from "./decode/frames";
export { type OpenedMedia, openMedia } from "./open";
export type { PlaybackMode, PlaybackOptions } from "./playback/playback";
export type { MediaSource } from "./read/bytes";
export type { MediaProbe } from "./read/probe";
export { type MontageCell, type MontageOptions, montage } from "./stills/montage";
export { cropAround, encodeJpeg } from "./stills/stills";
