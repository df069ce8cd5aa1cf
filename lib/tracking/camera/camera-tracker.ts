import type { Frame, Region } from "@/lib/pose/ports";
import type { CameraPath } from "../choice/skier-score";
import type { Point } from "../people/pose-shape";
import { type CameraMotion, cameraMotion, type Scene, STILL, scene } from "./camera-motion";
import { type Change, findCuts, looksLikeCut } from "./cuts";
import type { Rectangle } from "./texture";

/** The longer side of the grey pictures that are compared. */
const GREY_PX = 160;

/** Watches the background from frame to frame: how it moves, and where the picture jumps. Keeps one small picture. */
export class Camera implements CameraPath {
  readonly #motions: CameraMotion[] = [];
  readonly #changes: Change[] = [];
  #scene: Scene | null = null;
  #expected = STILL;
  widthPx = 0;
  heightPx = 0;

  /** Takes the next frame; people stand in `regions`. Answers whether the frame seems to begin another shot. */
  see(frame: Frame, regions: readonly Region[]): boolean {
    this.widthPx = frame.widthPx;
    this.heightPx = frame.heightPx;
    const scale = GREY_PX / Math.max(frame.widthPx, frame.heightPx);
    const grey = frame.readLuma(Math.round(frame.widthPx * scale));
    const now = scene(
      grey,
      regions.map((region) => placeOf(region, scale)),
    );
    const before = this.#scene;
    this.#scene = now;
    if (!before) {
      this.#motions.push(STILL);
      return false;
    }
    const { motion, likeness } = cameraMotion(before, now, this.#expected);
    const change = { timeS: frame.timeS, unlike: 1 - likeness };
    const cut = looksLikeCut(this.#changes, change);
    this.#changes.push(change);
    this.#expected = cut ? STILL : motion;
    this.#motions.push(
      cut ? STILL : { dxPx: motion.dxPx / scale, dyPx: motion.dyPx / scale, zoom: motion.zoom },
    );
    return cut;
  }

  /** Where a point of the background goes from the frame before into this one. */
  carry(point: Point, frame: number): Point {
    const { dxPx, dyPx, zoom } = this.#motions[frame] ?? STILL;
    return {
      xPx: point.xPx + dxPx + zoom * (point.xPx - this.widthPx / 2),
      yPx: point.yPx + dyPx + zoom * (point.yPx - this.heightPx / 2),
    };
  }

  /** Times of the jumps to another shot, for all frames seen so far. */
  cutsS(): number[] {
    return findCuts(this.#changes);
  }
}

/** Where the person in a crop is, with skis and shadow, in pixels of the grey picture. */
function placeOf({ centreXPx, centreYPx, sidePx }: Region, scale: number): Rectangle {
  const half = 0.45 * sidePx;
  return {
    left: (centreXPx - half) * scale,
    right: (centreXPx + half) * scale,
    top: (centreYPx - half) * scale,
    bottom: (centreYPx + half) * scale,
  };
}
