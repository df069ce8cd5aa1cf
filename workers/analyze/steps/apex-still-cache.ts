import type { KeptStill, MediaFrame } from "@/lib/adapters/media";
import type { BoundingBox } from "@/lib/pose/bounding-box";
import { pixelDistance } from "@/lib/pose/geometry";
import type { FollowedPerson } from "@/lib/tracking/follow-skier";
import { apexRegion, cutApex } from "./apex-still";
import { findLeanPeak, PEAK_REACH_S } from "./lean-peak";
import { skierBox } from "./skier-box";

const MAX_FRAMES_BYTES = 64 * 2 ** 20;
const MAX_STILLS_BYTES = 64 * 2 ** 20;
const POSE_LAG_FRAMES = 2;

interface CachedStill {
  skier: BoundingBox;
  jpeg: Promise<Uint8Array>;
}

/**
 * Stills at peaks of the lean, cut during tracking so that most apexes need no second decoding. Bounded
 * memory.
 */
export class ApexStillCache {
  readonly #stills = new Map<number, CachedStill[]>();
  readonly #maxFrames: number;
  readonly #halfFrameS: number;
  #recent: { index: number; still: KeptStill }[] = [];
  #stillsBytes = 0;

  /** @param fps analyzed frames a second */
  constructor(clip: { width: number; height: number; bitDepth: number }, fps: number) {
    const frameBytes = clip.width * clip.height * (clip.bitDepth > 8 ? 3 : 1.5);
    const needed = Math.ceil(PEAK_REACH_S * fps) + 3 + POSE_LAG_FRAMES;
    this.#halfFrameS = 0.5 / fps;
    this.#maxFrames = needed * frameBytes <= MAX_FRAMES_BYTES ? needed : 0;
  }

  addFrame(frame: MediaFrame, people: readonly FollowedPerson[]): void {
    if (this.#maxFrames === 0) return;
    this.#recent.push({ index: frame.index, still: frame.keep() });
    while (this.#recent.length > this.#maxFrames) this.#recent.shift()?.still.release();
    for (const { observations } of people) {
      const peak = findLeanPeak(observations);
      if (peak === null) continue;
      for (const observation of observations.slice(peak - 1, peak + 2)) {
        const kept = this.#recent.find(({ index }) => index === observation.frame);
        if (kept) this.#cut(kept.still, skierBox(observation.pose));
      }
    }
  }

  async find(timeS: number, skier: BoundingBox): Promise<{ timeS: number; jpeg: Uint8Array } | null> {
    for (const [atS, stills] of this.#stills) {
      if (Math.abs(atS - timeS) > this.#halfFrameS) continue;
      const cached = stills.find((one) => isSamePerson(one.skier, skier));
      if (cached) return { timeS: atS, jpeg: await cached.jpeg };
    }
    return null;
  }

  close(): void {
    for (const { still } of this.#recent) still.release();
    this.#recent = [];
  }

  #cut(still: KeptStill, skier: BoundingBox | null): void {
    if (!skier || this.#stillsBytes > MAX_STILLS_BYTES) return;
    const stills = this.#stills.get(still.timeS) ?? [];
    if (stills.some((one) => isSamePerson(one.skier, skier))) return;
    const jpeg = cutApex(still, apexRegion(still, skier)).then((bytes) => {
      this.#stillsBytes += bytes.length;
      return bytes;
    });
    // `find` handles the rejection; a still that nobody reads must not crash the process.
    jpeg.catch(() => undefined);
    this.#stills.set(still.timeS, [...stills, { skier, jpeg }]);
  }
}

const isSamePerson = (a: BoundingBox, b: BoundingBox): boolean =>
  pixelDistance(a.center, b.center) < 0.2 * Math.max(a.heightPx, b.heightPx);
