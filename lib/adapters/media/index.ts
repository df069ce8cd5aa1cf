export type { CropRegion, KeptStill, MediaFrame, RgbImage, Still } from "./decode/frame";
export { type MediaSource, type OpenedMedia, openMedia } from "./open";
export { type MontageCell, montage } from "./stills/montage";
export { cropAround, encodeJpeg } from "./stills/stills";
