"use client";

import { type RefObject, useEffect } from "react";
import type { Playhead } from "./Playhead";

/**
 * Puts the first frame in the place of the poster, which shows another moment. The video may have been loaded before
 * this code was.
 */
function showFirstFrame(video: HTMLVideoElement, playhead: Playhead): () => void {
  const show = () => {
    if (!playhead.started) playhead.seek(0);
  };
  if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) show();
  else video.addEventListener("loadeddata", show, { once: true });
  return () => video.removeEventListener("loadeddata", show);
}

/**
 * Ties a video to a playhead: reports the presentation time of each frame as it reaches the screen, and carries out
 * seeks. Browsers without frame callbacks report the clock instead, which may be a frame off.
 */
export function useVideoClock(videoRef: RefObject<HTMLVideoElement | null>, playhead: Playhead): void {
  useEffect(() => {
    const video = videoRef.current;
    if (!video) return;
    const stopSeeks = playhead.onSeek((timeS) => {
      video.pause();
      const end = Number.isFinite(video.duration) ? video.duration : timeS;
      // A hair inside the frame: seeking to its very edge may show the one before.
      video.currentTime = Math.min(Math.max(0, timeS + 0.0005), end);
    });

    let handle = 0;
    if ("requestVideoFrameCallback" in video) {
      const onFrame: VideoFrameRequestCallback = (_now, frame) => {
        playhead.report(frame.mediaTime, !video.seeking);
        handle = video.requestVideoFrameCallback(onFrame);
      };
      handle = video.requestVideoFrameCallback(onFrame);
      const stopFirst = showFirstFrame(video, playhead);
      return () => {
        stopSeeks();
        stopFirst();
        video.cancelVideoFrameCallback(handle);
      };
    }

    const element = video as HTMLVideoElement;
    const tick = () => {
      playhead.report(element.currentTime, !element.seeking);
      handle = requestAnimationFrame(tick);
    };
    handle = requestAnimationFrame(tick);
    const stopFirst = showFirstFrame(element, playhead);
    return () => {
      stopSeeks();
      stopFirst();
      cancelAnimationFrame(handle);
    };
  }, [videoRef, playhead]);
}
