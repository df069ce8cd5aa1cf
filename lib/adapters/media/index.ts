export type { MediaSource } from "./bytes";
export { MediaError, type MediaErrorCode } from "./errors";
export type { CropRegion, Frame, GreyImage, SquareRegion } from "./frame";
export type { FramesOptions } from "./frames";
export { type OpenedMedia, openMedia } from "./open";
export type { MediaProbe } from "./probe";
