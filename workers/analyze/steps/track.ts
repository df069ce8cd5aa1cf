import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { OpenedMedia } from "@/lib/adapters/media";
import { loadPose } from "@/lib/adapters/pose";
import { maxFpsOf, type PoseTrack, type SubjectHint } from "@/lib/analyses/schema";
import { type FollowResult, followSkier } from "@/lib/tracking/follow-skier";
import type { Artifact } from "../artifact";
import { RunRefused } from "../fault";
import type { Stopwatch } from "../stopwatch";
import type { ApexStillCache } from "./apex-still-cache";

export interface FollowedClip {
  track: PoseTrack;
  cutsS: number[];
  people: number;
  poseName: string;
}

export const analyzedFps = (probe: { durationS: number; fps: number }): number =>
  Math.max(1, Math.min(probe.fps, maxFpsOf(probe)));

/**
 * Follows the skier through the clip. `onShare` gets the share that is done, 0..1, and may throw to stop.
 * @throws RunRefused `nobody`, or `nobodyThere` when nobody is at the subject hint
 */
export async function track(
  media: OpenedMedia,
  subject: SubjectHint | null,
  cache: ApexStillCache,
  watch: Stopwatch,
  onShare: (share: number) => void,
): Promise<FollowedClip> {
  const { probe } = media;
  const pose = await watch.time("load", loadPose);
  const startedAt = performance.now();
  const followed = await followSkier(media.frames({ maxFps: maxFpsOf(probe) }), pose, {
    subject: subject ?? undefined,
    onFrame: (frame, people) => {
      if (probe.kind === "video") cache.addFrame(frame, people);
      onShare(probe.durationS > 0 ? frame.timeS / probe.durationS : 1);
    },
  }).finally(() => cache.close());
  recordTimes(watch, performance.now() - startedAt, followed);
  if (!followed.found) throw new RunRefused(followed.reason);
  return {
    track: { version: 1, widthPx: followed.widthPx, heightPx: followed.heightPx, frames: followed.frames },
    cutsS: followed.cutsS,
    people: followed.people,
    poseName: pose.name,
  };
}

export async function trackArtifact(track: PoseTrack): Promise<Artifact> {
  return {
    name: "track.json",
    contentType: "application/json",
    contentEncoding: "gzip",
    content: { bytes: await promisify(gzip)(JSON.stringify(track)) },
    atS: null,
  };
}

function recordTimes(watch: Stopwatch, loopMs: number, followed: FollowResult): void {
  watch.add("pose", followed.poseMs);
  watch.add("detect", followed.detectMs);
  watch.add("decode", Math.max(0, loopMs - followed.poseMs - followed.detectMs));
}
