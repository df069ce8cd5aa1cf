import type { KeptStill, MediaFrame } from "@/lib/adapters/media";
import type { Followed } from "@/lib/tracking";
import { apexRegion, cutApex } from "./apex-picture";
import { type Extent, extentOf } from "./extent";
import { leanPeak, PEAK_REACH_S } from "./lean-peak";

/** Decoded frames kept at once, and cut pictures kept until the apexes are known. */
const KEPT_FRAMES_BYTES = 64 * 2 ** 20;
const PICTURES_BYTES = 64 * 2 ** 20;
/** Poses come a frame or two after their frame. */
const POSE_LAG_FRAMES = 2;

interface Page {
  extent: Extent;
  jpeg: Promise<Uint8Array>;
}

/**
 * Pictures of likely apexes, cut while the clip is being followed, so that most of it need not be decoded a second time.
 * Which frames are apexes is known only at the end; a skier's lean has its peaks near them, so the frames around each peak
 * are kept. One that was not kept is simply decoded again. Memory is bounded; clips with frames too large to keep get
 * an album without pages.
 */
export class Album {
  readonly #pages = new Map<number, Page[]>();
  readonly #room: number;
  readonly #halfGapS: number;
  #recent: { index: number; still: KeptStill }[] = [];
  #keptBytes = 0;

  /** @param fps how many frames a second will be seen */
  constructor(clip: { width: number; height: number; bitDepth: number }, fps: number) {
    const frameBytes = clip.width * clip.height * (clip.bitDepth > 8 ? 3 : 1.5);
    const needed = Math.ceil(PEAK_REACH_S * fps) + 3 + POSE_LAG_FRAMES;
    this.#halfGapS = 0.5 / fps;
    this.#room = needed * frameBytes <= KEPT_FRAMES_BYTES ? needed : 0;
  }

  /** Looks at a frame that can still be read, and at what is known of everyone followed. */
  see(frame: MediaFrame, followed: readonly Followed[]): void {
    if (this.#room === 0) return;
    this.#recent.push({ index: frame.index, still: frame.keep() });
    while (this.#recent.length > this.#room) this.#recent.shift()?.still.release();
    for (const { sightings } of followed) {
      const peak = leanPeak(sightings);
      if (peak === null) continue;
      for (const at of [peak - 1, peak, peak + 1]) {
        const sighting = sightings[at];
        const kept = this.#recent.find(({ index }) => index === sighting?.frame);
        if (sighting && kept) this.#cut(kept.still, extentOf(sighting.pose));
      }
    }
  }

  /** The picture of the skier in the seen frame nearest to `timeS`, or null when that one was not kept. */
  async take(timeS: number, skier: Extent): Promise<{ timeS: number; jpeg: Uint8Array } | null> {
    for (const [atS, pages] of this.#pages) {
      if (Math.abs(atS - timeS) > this.#halfGapS) continue;
      const page = pages.find(({ extent }) => isSame(extent, skier));
      if (page) return { timeS: atS, jpeg: await page.jpeg };
    }
    return null;
  }

  /** Lets go of every frame; the pictures stay. */
  close(): void {
    for (const { still } of this.#recent) still.release();
    this.#recent = [];
  }

  #cut(still: KeptStill, extent: Extent | null): void {
    if (!extent || this.#keptBytes > PICTURES_BYTES) return;
    const pages = this.#pages.get(still.timeS) ?? [];
    if (pages.some((page) => isSame(page.extent, extent))) return;
    const jpeg = cutApex(still, apexRegion(still, extent)).then((bytes) => {
      this.#keptBytes += bytes.length;
      return bytes;
    });
    // Met where the picture is taken, if it is.
    jpeg.catch(() => undefined);
    this.#pages.set(still.timeS, [...pages, { extent, jpeg }]);
  }
}

/** Whether two extents in one frame are of one person, smoothed or not. */
const isSame = (a: Extent, b: Extent): boolean =>
  Math.hypot(a.centreXPx - b.centreXPx, a.centreYPx - b.centreYPx) < 0.2 * Math.max(a.heightPx, b.heightPx);
