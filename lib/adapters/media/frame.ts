/** A square of the picture, perhaps turned: `rollRad` is clockwise on screen. Pixels of the upright picture, y down. */
export interface SquareRegion {
  centreXPx: number;
  centreYPx: number;
  sidePx: number;
  rollRad: number;
}

/** An upright rectangle of the upright picture; parts outside the picture come out black. */
export interface CropRegion {
  leftPx: number;
  topPx: number;
  widthPx: number;
  heightPx: number;
}

export interface GreyImage {
  data: Uint8Array;
  widthPx: number;
  heightPx: number;
}

export interface RgbImage {
  /** Interleaved RGB bytes. */
  data: Uint8Array;
  widthPx: number;
  heightPx: number;
}

/** One decoded frame, readable only until the next one is asked for; reading it later throws. */
export interface Frame {
  /** Counts the frames handed out, from 0. */
  readonly index: number;
  /** Presentation time from the file's first frame. */
  readonly timeS: number;
  /** Upright, square pixels. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** The region scaled to `sizePx` x `sizePx` interleaved RGB bytes; black outside the picture. */
  readRgb(region: SquareRegion, sizePx: number): Uint8Array;
  /** A small grey copy of the whole picture, `widthPx` wide, for cuts and camera motion. */
  readLuma(widthPx: number): GreyImage;
}
