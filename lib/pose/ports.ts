/** A square of the upright picture, y down; `rollRad` turns it clockwise on screen. */
export interface Region {
  centreXPx: number;
  centreYPx: number;
  sidePx: number;
  rollRad: number;
}

/** A decoded frame, upright and with square pixels, readable until the next frame is requested. */
export interface Frame {
  readonly index: number;
  /** Presentation time relative to the first frame. */
  readonly timeS: number;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Returns the region as `sizePx` x `sizePx` interleaved RGB bytes; black outside the picture. */
  readRgb(region: Region, sizePx: number): Uint8Array;
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
   * Returns the pose of one person inside the region. Reads the frame synchronously: the next frame may be
   * requested while the promise is pending.
   */
  estimate(frame: Frame, region: Region): Promise<Pose>;
}

export interface PersonDetector {
  /** Returns the poses of all people, unordered. `thorough` also searches enlarged tiles, which is slower. */
  detect(frame: Frame, options: { thorough: boolean }): Promise<Pose[]>;
}
