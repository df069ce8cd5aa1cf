import type { PixelPoint } from "@/lib/pose/geometry";
import type { Frame, Region } from "@/lib/pose/ports";
import {
  type Background,
  type CameraMotion,
  cameraMotion,
  NO_MOTION,
  prepareBackground,
} from "./camera-motion";
import type { CameraPath } from "./camera-path";
import { type FrameDifference, findCuts, isLikelyCut } from "./cuts";
import type { Rectangle } from "./high-pass-image";

const GREY_PX = 160;

export class CameraTracker implements CameraPath {
  readonly #motions: CameraMotion[] = [];
  readonly #differences: FrameDifference[] = [];
  #background: Background | null = null;
  #expected = NO_MOTION;
  widthPx = 0;
  heightPx = 0;

  /** Adds the next frame, with people in `regions`. Returns true when it probably begins another shot. */
  addFrame(frame: Frame, regions: readonly Region[]): boolean {
    this.widthPx = frame.widthPx;
    this.heightPx = frame.heightPx;
    const scale = GREY_PX / Math.max(frame.widthPx, frame.heightPx);
    const grey = frame.readLuma(Math.round(frame.widthPx * scale));
    const current = prepareBackground(
      grey,
      regions.map((region) => personRectangle(region, scale)),
    );
    const previous = this.#background;
    this.#background = current;
    if (!previous) {
      this.#motions.push(NO_MOTION);
      return false;
    }
    const { motion, similarity } = cameraMotion(previous, current, this.#expected);
    const difference = { timeS: frame.timeS, dissimilarity: 1 - similarity };
    const cut = isLikelyCut(this.#differences, difference);
    this.#differences.push(difference);
    this.#expected = cut ? NO_MOTION : motion;
    this.#motions.push(
      cut ? NO_MOTION : { dxPx: motion.dxPx / scale, dyPx: motion.dyPx / scale, zoom: motion.zoom },
    );
    return cut;
  }

  advance(point: PixelPoint, frame: number): PixelPoint {
    const { dxPx, dyPx, zoom } = this.#motions[frame] ?? NO_MOTION;
    return {
      xPx: point.xPx + dxPx + zoom * (point.xPx - this.widthPx / 2),
      yPx: point.yPx + dyPx + zoom * (point.yPx - this.heightPx / 2),
    };
  }

  cutsS(): number[] {
    return findCuts(this.#differences);
  }
}

function personRectangle({ centreXPx, centreYPx, sidePx }: Region, scale: number): Rectangle {
  const half = 0.45 * sidePx;
  return {
    left: (centreXPx - half) * scale,
    right: (centreXPx + half) * scale,
    top: (centreYPx - half) * scale,
    bottom: (centreYPx + half) * scale,
  };
}
