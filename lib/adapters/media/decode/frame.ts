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

export interface JpegOptions {
  widthPx: number;
  /** By the region's shape when left out. */
  heightPx?: number;
  /** 1 to 100; 82 unless told. */
  quality?: number;
}

/** One exact frame to cut pictures from. */
export interface Still {
  /** Of the frame that was found: the nearest to the time asked for. */
  readonly timeS: number;
  /** Upright, square pixels. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** The region (the whole picture when null) as a JPEG without metadata. Reads the frame before it returns. */
  jpeg(region: CropRegion | null, options: JpegOptions): Promise<Uint8Array>;
  rgb(region: CropRegion | null, size: { widthPx: number; heightPx?: number }): RgbImage;
}

/** A still that stays readable until it is released; the decoder's memory is held for so long. */
export interface KeptStill extends Still {
  release(): void;
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
  /** Keeps this frame beyond the next one, without copying it. */
  keep(): KeptStill;
}
