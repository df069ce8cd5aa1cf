import type { Frame } from "@/lib/pose/ports";

/** An upright rectangle of the upright picture; parts outside the picture are black. */
export interface CropRegion {
  leftPx: number;
  topPx: number;
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
  /** Follows from the region's shape when left out. */
  heightPx?: number;
  /** 1 to 100; 82 by default. */
  quality?: number;
}

/** One exact frame to cut pictures from. */
export interface Still {
  /** Presentation time from the first frame's. */
  readonly timeS: number;
  /** Upright, square pixels. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** Encodes the region, or with null the whole picture, without metadata. Reads the frame before it returns. */
  jpeg(region: CropRegion | null, options: JpegOptions): Promise<Uint8Array>;
  rgb(region: CropRegion | null, size: { widthPx: number; heightPx?: number }): RgbImage;
}

/** A still that stays readable, and occupies decoder memory, until it is released. */
export interface KeptStill extends Still {
  release(): void;
}

/** A decoded frame that can be kept; reading it after the next one was asked for throws. */
export interface MediaFrame extends Frame {
  /** Keeps this frame beyond the next one, without copying it. */
  keep(): KeptStill;
}
