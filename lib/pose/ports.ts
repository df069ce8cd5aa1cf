/** A square of the picture, perhaps turned: `rollRad` is clockwise on screen. Pixels of the upright picture, y down. */
export interface Region {
  centreXPx: number;
  centreYPx: number;
  sidePx: number;
  rollRad: number;
}

/** One decoded frame, readable only until the next one is asked for. */
export interface Frame {
  /** Counts the frames handed out, from 0. */
  readonly index: number;
  /** Presentation time from the first frame's. */
  readonly timeS: number;
  /** Upright, square pixels. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** The region scaled to `sizePx` x `sizePx` interleaved RGB bytes; black outside the picture. */
  readRgb(region: Region, sizePx: number): Uint8Array;
  /** A small grey copy of the whole picture, `widthPx` wide, for cuts and camera motion. */
  readLuma(widthPx: number): GreyImage;
}

export interface GreyImage {
  data: Uint8Array;
  widthPx: number;
  heightPx: number;
}

/** 17 x (x, y, score) in pixels of the upright picture, y down. */
export type Pose = Float32Array;

export interface PoseModel {
  /**
   * One person's pose inside the region of the frame. Reads the frame before it returns, so the answer may be waited for
   * after the next frame was asked for; several may be under way at once.
   */
  estimate(frame: Frame, region: Region): Promise<Pose>;
}

export interface PersonDetector {
  /** Everyone in the whole frame, in no order; tries harder (tiles) when `thorough`. */
  detect(frame: Frame, options: { thorough: boolean }): Promise<Pose[]>;
}
