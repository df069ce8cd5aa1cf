"use client";

import { useEffect, useRef } from "react";
import type { PoseTrack } from "@/lib/analyses/schema";
import classes from "./Player.module.css";
import type { Playhead } from "./Playhead";
import { poseAt } from "./poseAt";
import { containedRect, drawSkeleton } from "./skeleton";

interface PoseCanvasProps {
  track: PoseTrack | null;
  playhead: Playhead;
}

/** The skeleton over the picture, redrawn for each frame. Hidden from screen readers. */
export function PoseCanvas({ track, playhead }: PoseCanvasProps) {
  const canvasRef = useRef<HTMLCanvasElement>(null);

  useEffect(() => {
    const canvas = canvasRef.current;
    const context = canvas?.getContext("2d");
    if (!canvas || !context || !track) return;
    const picture = { width: track.widthPx, height: track.heightPx };
    const draw = () => {
      const { width, height } = canvas.getBoundingClientRect();
      const ratio = window.devicePixelRatio || 1;
      const pixels = { width: Math.round(width * ratio), height: Math.round(height * ratio) };
      if (canvas.width !== pixels.width || canvas.height !== pixels.height) Object.assign(canvas, pixels);
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, width, height);
      const points = playhead.started ? poseAt(track.frames, playhead.timeS) : null;
      if (points && width > 0) drawSkeleton(context, points, containedRect({ width, height }, picture));
    };
    draw();
    const stop = playhead.subscribe(draw);
    const resized = new ResizeObserver(draw);
    resized.observe(canvas);
    return () => {
      stop();
      resized.disconnect();
      context.clearRect(0, 0, canvas.width, canvas.height);
    };
  }, [track, playhead]);

  return <canvas ref={canvasRef} className={classes.canvas} aria-hidden data-testid="skeleton" />;
}
