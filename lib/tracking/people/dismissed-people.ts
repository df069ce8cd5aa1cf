import type { Pose } from "@/lib/pose/ports";
import type { CameraPath } from "../choice/skier-score";
import { extent, type Point, trunk } from "./pose-shape";
import type { Tracklet } from "./tracklet";

interface Ghost extends Point {
  sizePx: number;
}

/** A detection this near a ghost, in its sizes, is the same person. */
const NEAR = 0.7;

/**
 * People that are no longer followed because they do not ski. Their places move with the background, so that they are
 * known when a detector sees them again; one who starts to ski leaves the place and is followed anew.
 */
export class Ghosts {
  #all: Ghost[] = [];

  add(tracklet: Tracklet): void {
    const pose = tracklet.last?.pose;
    if (pose) this.#all.push({ ...trunk(pose), sizePx: extent(pose).sizePx });
  }

  /** Moves the places on into a frame. */
  carry(camera: CameraPath, frame: number): void {
    for (const ghost of this.#all) Object.assign(ghost, camera.carry(ghost, frame));
  }

  /** Whether a detected person is one of them; their place is then where they were seen. */
  recognise(pose: Pose): boolean {
    const at = trunk(pose);
    const ghost = this.#all.find(
      ({ xPx, yPx, sizePx }) => Math.hypot(xPx - at.xPx, yPx - at.yPx) < NEAR * sizePx,
    );
    if (ghost) Object.assign(ghost, at, { sizePx: extent(pose).sizePx });
    return ghost !== undefined;
  }
}
