import type { Frame } from "@/lib/pose/ports";

/** An upright rectangle of the upright picture; parts outside the picture are black. */
export interface CropRegion {
  leftPx: number;
  topPx: number;
  widthPx: number;
  heightPx: number;
}

export interface RgbImage {
  data: Uint8Array;
  widthPx: number;
  heightPx: number;
}

export interface JpegOptions {
  widthPx: number;
  heightPx?: number;
  /** 1 to 100; 82 by default. */
  quality?: number;
}

export interface Still {
  readonly timeS: number;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Encodes the region, or the whole picture. Reads the frame synchronously. */
  jpeg(region: CropRegion | null, options: JpegOptions): Promise<Uint8Array>;
  rgb(region: CropRegion | null, size: { widthPx: number; heightPx?: number }): RgbImage;
}

export interface KeptStill extends Still {
  release(): void;
}

/** A decoded frame; reading it after the next one was requested throws. */
export interface MediaFrame extends Frame {
  /** Returns a still of this frame that stays valid until it is released, without copying. */
  keep(): KeptStill;
}
