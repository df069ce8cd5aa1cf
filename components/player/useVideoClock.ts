"use client";

import { type RefObject, useEffect } from "react";
import type { Playhead } from "./Playhead";

/**
 * Calls back with the presentation time of each frame as it reaches the screen. Browsers without frame callbacks give the
 * clock instead, which may be a frame off.
 */
function watchFrames(video: HTMLVideoElement, onFrame: (timeS: number) => void): () => void {
  let handle = 0;
  if ("requestVideoFrameCallback" in video) {
    const next: VideoFrameRequestCallback = (_now, frame) => {
      onFrame(frame.mediaTime);
      handle = video.requestVideoFrameCallback(next);
    };
    handle = video.requestVideoFrameCallback(next);
    return () => video.cancelVideoFrameCallback(handle);
  }
  const element = video as HTMLVideoElement;
  const tick = () => {
    onFrame(element.currentTime);
    handle = requestAnimationFrame(tick);
  };
  handle = requestAnimationFrame(tick);
  return () => cancelAnimationFrame(handle);
}

/**
 * Ties a video to a playhead: reports the frames that are shown, and carries out seeks. Until the video was played or
 * sought a poster lies over it, which shows another moment: nothing is reported before that, and the first frame
 * is sought as soon as it is loaded. Returns what unties them.
 */
export function tieClock(video: HTMLVideoElement, playhead: Playhead): () => void {
  const listening = new AbortController();
  const once = { once: true, signal: listening.signal };
  let posterLies = video.paused && video.currentTime === 0;
  let asked = false;
  let loadedS = 0;

  const stopSeeks = playhead.onSeek((timeS) => {
    asked = true;
    video.pause();
    const end = Number.isFinite(video.duration) ? video.duration : timeS;
    // A hair inside the frame: seeking to its very edge may show the one before.
    video.currentTime = Math.min(Math.max(0, timeS + 0.0005), end);
  });
  const stopFrames = watchFrames(video, (timeS) => {
    // Browsers also call back for the frame that waits behind the poster.
    if (posterLies) loadedS = timeS;
    else playhead.report(timeS, !video.seeking);
  });

  const lift = () => {
    posterLies = false;
  };
  video.addEventListener("playing", lift, once);
  video.addEventListener("seeking", lift, once);
  // A seek to the frame that was loaded already need not bring another callback.
  const shown = () => {
    if (!playhead.started) playhead.report(Math.max(video.currentTime, loadedS));
  };
  video.addEventListener("seeked", shown, once);
  const showFirst = () => {
    if (posterLies && !asked && video.paused) playhead.seek(0);
  };
  // The video may have been loaded before this code was.
  if (video.readyState >= video.HAVE_CURRENT_DATA) showFirst();
  else video.addEventListener("loadeddata", showFirst, once);

  return () => {
    listening.abort();
    stopSeeks();
    stopFrames();
  };
}

/** Ties the video of a page to its playhead while both are there; see {@link tieClock}. */
export function useVideoClock(videoRef: RefObject<HTMLVideoElement | null>, playhead: Playhead): void {
  useEffect(
    () => (videoRef.current ? tieClock(videoRef.current, playhead) : undefined),
    [videoRef, playhead],
  );
}
