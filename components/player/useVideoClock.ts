"use client";

import { type RefObject, useEffect } from "react";
import type { Playhead } from "./Playhead";

/**
 * Calls back with the presentation time of each frame that is shown. Browsers without
 * requestVideoFrameCallback give the current time instead, which may be a frame off.
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
 * Connects a video to a playhead; returns a function that disconnects them. The poster is a frame of another
 * time, so nothing is reported before the first play or seek.
 */
export function connectClock(video: HTMLVideoElement, playhead: Playhead): () => void {
  const listening = new AbortController();
  const once = { once: true, signal: listening.signal };
  let posterShown = video.paused && video.currentTime === 0;
  let seekRequested = false;
  let frameBehindPosterS = 0;

  const stopSeeks = playhead.onSeek((timeS) => {
    seekRequested = true;
    video.pause();
    const end = Number.isFinite(video.duration) ? video.duration : timeS;
    // A seek to the very start of a frame may show the frame before it.
    video.currentTime = Math.min(Math.max(0, timeS + 0.0005), end);
  });
  const stopFrames = watchFrames(video, (timeS) => {
    // Browsers also call back for the frame behind the poster.
    if (posterShown) frameBehindPosterS = timeS;
    else playhead.report(timeS, !video.seeking);
  });

  const hidePoster = () => {
    posterShown = false;
  };
  video.addEventListener("playing", hidePoster, once);
  video.addEventListener("seeking", hidePoster, once);
  // A seek to the frame that is loaded may cause no callback.
  const shown = () => {
    if (!playhead.started) playhead.report(Math.max(video.currentTime, frameBehindPosterS));
  };
  video.addEventListener("seeked", shown, once);
  const showFirst = () => {
    if (posterShown && !seekRequested && video.paused) playhead.seek(0);
  };
  // The video may be loaded before hydration.
  if (video.readyState >= video.HAVE_CURRENT_DATA) showFirst();
  else video.addEventListener("loadeddata", showFirst, once);

  return () => {
    listening.abort();
    stopSeeks();
    stopFrames();
  };
}

/** Connects the video to the playhead while the component is mounted. */
export function useVideoClock(videoRef: RefObject<HTMLVideoElement | null>, playhead: Playhead): void {
  useEffect(
    () => (videoRef.current ? connectClock(videoRef.current, playhead) : undefined),
    [videoRef, playhead],
  );
}
