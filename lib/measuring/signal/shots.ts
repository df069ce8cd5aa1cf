import type { TrackFrame } from "@/lib/analyses/schema";
import { LONGEST_GAP_S, type SeenFrame } from "./resample";

/** What was filmed between two cuts. `stretches` are its parts with the skier in sight without a long break. */
export interface Shot {
  fromS: number;
  toS: number;
  stretches: SeenFrame[][];
}

const isSeen = (frame: TrackFrame): frame is SeenFrame => frame.points !== null;

/** Splits a track at the cuts and wherever the skier is out of sight for long. Frames out of order are dropped. */
export function shotsOf(frames: readonly TrackFrame[], cutsS: readonly number[]): Shot[] {
  const shots: Shot[] = [];
  const cuts = [...cutsS].sort((a, b) => a - b);
  let last = Number.NEGATIVE_INFINITY;
  for (const frame of frames) {
    if (frame.timeS <= last) continue;
    let shot = shots[shots.length - 1];
    if (!shot || cuts.some((cutS) => cutS > last + 1e-6 && cutS <= frame.timeS + 1e-6)) {
      shot = { fromS: frame.timeS, toS: frame.timeS, stretches: [] };
      shots.push(shot);
    }
    shot.toS = frame.timeS;
    last = frame.timeS;
    if (!isSeen(frame)) continue;
    const stretch = shot.stretches[shot.stretches.length - 1];
    const previous = stretch?.[stretch.length - 1];
    if (stretch && previous && frame.timeS - previous.timeS <= LONGEST_GAP_S) stretch.push(frame);
    else shot.stretches.push([frame]);
  }
  return shots;
}

const lengthS = (stretch: SeenFrame[]): number => stretch[stretch.length - 1]!.timeS - stretch[0]!.timeS;

const seenS = (shot: Shot): number => shot.stretches.reduce((sum, stretch) => sum + lengthS(stretch), 0);

/** The shot in which the skier is seen for longest: after a cut it may be somebody else. */
export function longestShot(shots: readonly Shot[]): Shot | null {
  return shots.reduce<Shot | null>(
    (best, shot) => (shot.stretches.length > 0 && (!best || seenS(shot) > seenS(best)) ? shot : best),
    null,
  );
}
