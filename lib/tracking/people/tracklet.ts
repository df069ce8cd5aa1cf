import type { Pose, Region } from "@/lib/pose/ports";
import { nextRegion, regionAround, touchesPicture, widerRegion } from "./pose-region";
import { bodyScore, extent, trunk } from "./pose-shape";

/** One person in one frame. */
export interface Sighting {
  frame: number;
  timeS: number;
  pose: Pose;
  score: number;
}

/** Mean score of the body below which a pose is not of a person. */
export const SEEN_SCORE = 0.22;
/** A person does not jump further than this from where they were expected, in their own sizes. */
const MAX_JUMP = 0.6;
/** Nor grow or shrink by more than this factor between two frames. */
const MAX_GROWTH = 1.8;
const MAX_MISSES = 6;
/** A person seen less often than this at first is taken for a mistake of the detector. */
const PROOF = 3;

/** One person followed without interruption. */
export class Tracklet {
  readonly sightings: Sighting[] = [];
  #region: Region;
  #velocity = { dxPx: 0, dyPx: 0 };
  #misses = 0;

  constructor(found: Pose) {
    this.#region = regionAround(found);
  }

  /** Where to look for the person in the next frame. */
  get region(): Region {
    return this.#region;
  }

  /** Where to look when the next frame's answer is still awaited: one frame further along the same way. */
  get regionAhead(): Region {
    const { centreXPx, centreYPx, ...rest } = this.#region;
    const { dxPx, dyPx } = this.#velocity;
    return { ...rest, centreXPx: centreXPx + dxPx, centreYPx: centreYPx + dyPx };
  }

  get last(): Sighting | undefined {
    return this.sightings.at(-1);
  }

  get first(): Sighting | undefined {
    return this.sightings[0];
  }

  get unsure(): boolean {
    return this.#misses > 0 || this.sightings.length < PROOF;
  }

  /** How long the person has been followed. */
  get durationS(): number {
    return this.last && this.first ? this.last.timeS - this.first.timeS : 0;
  }

  /** Takes what the network saw in the region; it counts only when it is a person, and can be the same one. */
  observe(frame: number, timeS: number, pose: Pose): void {
    const score = bodyScore(pose);
    if (score < SEEN_SCORE || !this.#isPlausible(pose)) {
      this.#misses += 1;
      this.#region = widerRegion(this.#region, this.#velocity);
      return;
    }
    const last = this.last;
    if (last && this.#misses === 0) {
      const [now, then] = [trunk(pose), trunk(last.pose)];
      this.#velocity = {
        dxPx: (this.#velocity.dxPx + now.xPx - then.xPx) / 2,
        dyPx: (this.#velocity.dyPx + now.yPx - then.yPx) / 2,
      };
    }
    this.#misses = 0;
    this.sightings.push({ frame, timeS, pose, score });
    this.#region = nextRegion(this.#region, pose, this.#velocity);
  }

  /** Whether there is no hope of seeing the person in the region again. */
  isLost(widthPx: number, heightPx: number): boolean {
    const patience = this.sightings.length < PROOF ? 1 : MAX_MISSES;
    return this.#misses >= patience || !touchesPicture(this.#region, widthPx, heightPx);
  }

  #isPlausible(pose: Pose): boolean {
    const last = this.last;
    if (!last) return true;
    const [now, then] = [extent(pose), extent(last.pose)];
    const jump = Math.hypot(now.xPx - this.#region.centreXPx, now.yPx - this.#region.centreYPx);
    const growth = now.sizePx / Math.max(1, then.sizePx);
    const slack = 1 + this.#misses / MAX_MISSES;
    return jump < MAX_JUMP * slack * then.sizePx && growth < MAX_GROWTH && growth > 1 / MAX_GROWTH;
  }
}
