import { type PixelPoint, pixelDistance } from "@/lib/pose/geometry";
import { trunkCenter } from "@/lib/pose/keypoints";
import type { Pose } from "@/lib/pose/ports";
import type { CameraPath } from "../camera/camera-path";
import { bodySizePx } from "./body-shape";

interface DismissedPerson {
  position: PixelPoint;
  sizePx: number;
}

const SAME_WITHIN = 0.7;

/**
 * Positions of people that are no longer tracked because they do not ski. The positions move with the
 * background; a person who starts to ski leaves the position and is tracked again.
 */
export class DismissedPeople {
  readonly #all: DismissedPerson[] = [];

  add(pose: Pose): void {
    this.#all.push({ position: trunkCenter(pose), sizePx: bodySizePx(pose) });
  }

  advance(camera: CameraPath, frame: number): void {
    for (const person of this.#all) person.position = camera.advance(person.position, frame);
  }

  /** Reports whether a detected pose is of a dismissed person, and updates the person's position. */
  recognize(pose: Pose): boolean {
    const position = trunkCenter(pose);
    const known = this.#all.find(
      (person) => pixelDistance(person.position, position) < SAME_WITHIN * person.sizePx,
    );
    if (known) Object.assign(known, { position, sizePx: bodySizePx(pose) });
    return known !== undefined;
  }
}
