import type { TrackFrame } from "@/lib/analyses/schema";
import { MAX_GAP_S, type SeenFrame } from "./resample";

/** The part of a track between two cuts. `segments` are its parts without a long gap. */
export interface TrackShot {
  fromS: number;
  toS: number;
  segments: SeenFrame[][];
}

const isSeen = (frame: TrackFrame): frame is SeenFrame => frame.points !== null;

export function shotsOf(frames: readonly TrackFrame[], cutsS: readonly number[]): TrackShot[] {
  const shots: TrackShot[] = [];
  const cuts = [...cutsS].sort((a, b) => a - b);
  let last = Number.NEGATIVE_INFINITY;
  for (const frame of frames) {
    if (frame.timeS <= last) continue;
    let shot = shots[shots.length - 1];
    if (!shot || cuts.some((cutS) => cutS > last + 1e-6 && cutS <= frame.timeS + 1e-6)) {
      shot = { fromS: frame.timeS, toS: frame.timeS, segments: [] };
      shots.push(shot);
    }
    shot.toS = frame.timeS;
    last = frame.timeS;
    if (!isSeen(frame)) continue;
    const segment = shot.segments[shot.segments.length - 1];
    const previous = segment?.[segment.length - 1];
    if (segment && previous && frame.timeS - previous.timeS <= MAX_GAP_S) segment.push(frame);
    else shot.segments.push([frame]);
  }
  return shots;
}

const lengthS = (segment: SeenFrame[]): number => segment[segment.length - 1]!.timeS - segment[0]!.timeS;

const seenS = (shot: TrackShot): number => shot.segments.reduce((sum, segment) => sum + lengthS(segment), 0);

export function longestShot(shots: readonly TrackShot[]): TrackShot | null {
  return shots.reduce<TrackShot | null>(
    (best, shot) => (shot.segments.length > 0 && (!best || seenS(shot) > seenS(best)) ? shot : best),
    null,
  );
}
