import { pixelDistance } from "@/lib/pose/geometry";
import { trunkCenter } from "@/lib/pose/keypoints";
import type { Pose, Region } from "@/lib/pose/ports";
import { bodyBox, bodyScore, bodySizePx } from "./body-shape";
import { nextRegion, overlapsPicture, regionAround, type Velocity, widerRegion } from "./pose-region";

export interface Observation {
  frame: number;
  timeS: number;
  pose: Pose;
  score: number;
}

/** Mean score of the body below which a pose is not a person. */
export const MIN_PERSON_SCORE = 0.22;
/** Largest distance from the expected position between two frames, in sizes of the person. */
const MAX_JUMP = 0.6;
const MAX_GROWTH = 1.8;
const MAX_MISSES = 6;
const CONFIRMED_AFTER = 3;

export class Tracklet {
  readonly observations: Observation[] = [];
  #region: Region;
  #velocity: Velocity = { dxPx: 0, dyPx: 0 };
  #misses = 0;

  constructor(detected: Pose) {
    this.#region = regionAround(detected);
  }

  get region(): Region {
    return this.#region;
  }

  /** The crop to search while the pose of the frame before is still pending: one frame further. */
  get regionAhead(): Region {
    const { centreXPx, centreYPx, ...rest } = this.#region;
    const { dxPx, dyPx } = this.#velocity;
    return { ...rest, centreXPx: centreXPx + dxPx, centreYPx: centreYPx + dyPx };
  }

  get last(): Observation | undefined {
    return this.observations.at(-1);
  }

  get durationS(): number {
    const [first] = this.observations;
    return first && this.last ? this.last.timeS - first.timeS : 0;
  }

  observe(frame: number, timeS: number, pose: Pose): void {
    const score = bodyScore(pose);
    if (score < MIN_PERSON_SCORE || !this.#isPlausible(pose)) {
      this.#misses += 1;
      this.#region = widerRegion(this.#region, this.#velocity);
      return;
    }
    const last = this.last;
    if (last && this.#misses === 0) {
      const [now, then] = [trunkCenter(pose), trunkCenter(last.pose)];
      this.#velocity = {
        dxPx: (this.#velocity.dxPx + now.xPx - then.xPx) / 2,
        dyPx: (this.#velocity.dyPx + now.yPx - then.yPx) / 2,
      };
    }
    this.#misses = 0;
    this.observations.push({ frame, timeS, pose, score });
    this.#region = nextRegion(this.#region, pose, this.#velocity);
  }

  isLost(widthPx: number, heightPx: number): boolean {
    const allowed = this.observations.length < CONFIRMED_AFTER ? 1 : MAX_MISSES;
    return this.#misses >= allowed || !overlapsPicture(this.#region, widthPx, heightPx);
  }

  #isPlausible(pose: Pose): boolean {
    const last = this.last;
    if (!last) return true;
    const [sizePx, lastSizePx] = [bodySizePx(pose), bodySizePx(last.pose)];
    const { centreXPx, centreYPx } = this.#region;
    const jumpPx = pixelDistance(bodyBox(pose).center, { xPx: centreXPx, yPx: centreYPx });
    const growth = sizePx / Math.max(1, lastSizePx);
    const slack = 1 + this.#misses / MAX_MISSES;
    return jumpPx < MAX_JUMP * slack * lastSizePx && growth < MAX_GROWTH && growth > 1 / MAX_GROWTH;
  }
}
