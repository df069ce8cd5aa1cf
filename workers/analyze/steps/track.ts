import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { OpenedMedia } from "@/lib/adapters/media";
import { loadPose } from "@/lib/adapters/pose";
import { maxFpsOf, type PoseTrack, type SubjectHint } from "@/lib/analyses/schema";
import { type FollowResult, followSkier } from "@/lib/tracking";
import type { Artifact } from "../artifact";
import { RunRefused } from "../fault";
import type { Stopwatch } from "../stopwatch";
import type { Album } from "./album";

export interface Followed {
  track: PoseTrack;
  cutsS: number[];
  people: number;
  poseName: string;
}

/** How many frames a second of a clip are looked at. */
export const seenFps = (probe: { durationS: number; fps: number }): number =>
  Math.max(1, Math.min(probe.fps, maxFpsOf(probe)));

/**
 * Finds the skier and follows them through the clip.
 * @param album takes pictures of likely apexes on the way
 * @param onShare told how much of the clip is done, 0..1; may throw to stop.
 * @throws RunRefused `nobody`, or `nobodyThere` when a tap was given and nobody is under it.
 */
export async function track(
  media: OpenedMedia,
  subject: SubjectHint | null,
  album: Album,
  watch: Stopwatch,
  onShare: (share: number) => void,
): Promise<Followed> {
  const { probe } = media;
  const pose = await watch.time("load", loadPose);
  const startedAt = performance.now();
  const followed = await followSkier(media.frames({ maxFps: maxFpsOf(probe) }), pose, {
    subject: subject ?? undefined,
    onFrame: (frame, people) => {
      if (probe.kind === "video") album.see(frame, people);
      onShare(probe.durationS > 0 ? frame.timeS / probe.durationS : 1);
    },
  }).finally(() => album.close());
  noteTimes(watch, performance.now() - startedAt, followed);
  if (!followed.found) throw new RunRefused(followed.reason);
  return {
    track: { version: 1, widthPx: followed.widthPx, heightPx: followed.heightPx, frames: followed.frames },
    cutsS: followed.cutsS,
    people: followed.people,
    poseName: pose.name,
  };
}

/** The smoothed track as the player reads it: gzipped JSON, a few kilobytes a second. */
export async function packTrack(track: PoseTrack): Promise<Artifact> {
  return {
    name: "track.json",
    contentType: "application/json",
    contentEncoding: "gzip",
    content: { bytes: await promisify(gzip)(JSON.stringify(track)) },
    atS: null,
  };
}

/** Inference is timed where it happens; what is left of the loop is decoding, waiting for it, and choosing. */
function noteTimes(watch: Stopwatch, loopMs: number, followed: FollowResult): void {
  watch.add("pose", followed.poseMs);
  watch.add("detect", followed.detectMs);
  watch.add("decode", Math.max(0, loopMs - followed.poseMs - followed.detectMs));
}
