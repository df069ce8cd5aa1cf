"use client";

import { Text } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { useCallback, useEffect, useRef, useState } from "react";
import type { PoseTrack } from "@/lib/analyses/schema";
import { useHydrated } from "../ui/LocalTime";
import classes from "./Player.module.css";
import { PlayerControls } from "./PlayerControls";
import type { Playhead } from "./Playhead";
import { PoseCanvas } from "./PoseCanvas";
import { usePlayerKeys } from "./usePlayerKeys";
import { useVideoClock } from "./useVideoClock";

interface PlayerProps {
  src: string;
  posterSrc: string | null;
  /** For screen readers. */
  label: string;
  widthPx: number;
  heightPx: number;
  durationS: number;
  fps: number;
  track: PoseTrack | null;
  /** Shown while there is no skeleton. */
  trackNote: string | null;
  playhead: Playhead;
  onJumpTurn(by: 1 | -1): void;
}

/** The clip with the skeleton and the controls. */
export function Player(props: PlayerProps) {
  const { src, posterSrc, label, widthPx, heightPx, durationS, fps, track, trackNote, playhead, onJumpTurn } =
    props;
  const videoRef = useRef<HTMLVideoElement>(null);
  const pictureRef = useRef<HTMLDivElement>(null);
  const [playing, setPlaying] = useState(false);
  const [broken, setBroken] = useState(false);
  const [rate, setRate] = useState("1");
  const [skeleton, setSkeleton] = useLocalStorage<"on" | "off">({
    key: "player.skeleton",
    defaultValue: "on",
  });
  useVideoClock(videoRef, playhead);
  useEffect(() => {
    // It may have failed before hydration.
    if (videoRef.current?.error) setBroken(true);
  }, []);

  const togglePlay = useCallback(() => {
    const video = videoRef.current;
    if (!video) return;
    // play() rejects when pause() follows before it starts.
    if (video.paused) video.play().catch(() => setPlaying(false));
    else video.pause();
  }, []);
  const step = useCallback(
    (frames: number) => playhead.step(frames, { fps, durationS }),
    [playhead, fps, durationS],
  );
  const changeRate = (next: string) => {
    setRate(next);
    if (videoRef.current) videoRef.current.playbackRate = Number(next);
  };
  const canGoFullscreen = useHydrated() && document.fullscreenEnabled;
  const toggleFullscreen = () => {
    if (document.fullscreenElement) void document.exitFullscreen();
    // Browsers may refuse; nothing changes then.
    else pictureRef.current?.requestFullscreen().catch(() => {});
  };
  const toggleSkeleton = () => setSkeleton(skeleton === "on" ? "off" : "on");
  usePlayerKeys({ togglePlay, step, jumpTurn: onJumpTurn, toggleSkeleton, toggleFullscreen });

  return (
    <section className={classes.player} aria-label="Player">
      <div
        ref={pictureRef}
        className={classes.picture}
        style={{ "--picture-ratio": `${widthPx / heightPx}` } as React.CSSProperties}
      >
        {/* biome-ignore lint/a11y/useMediaCaption: clips contain no speech to caption */}
        <video
          ref={videoRef}
          src={src}
          poster={posterSrc ?? undefined}
          className={classes.video}
          playsInline
          preload="auto"
          aria-label={label}
          onClick={togglePlay}
          onPlay={() => setPlaying(true)}
          onPause={() => setPlaying(false)}
          onError={() => setBroken(true)}
          onLoadedMetadata={(event) => {
            event.currentTarget.playbackRate = Number(rate);
          }}
        />
        {skeleton === "on" && <PoseCanvas track={track} playhead={playhead} />}
        {broken && (
          <Text className={classes.broken} role="alert">
            The video could not be loaded. Check the connection and reload the page.
          </Text>
        )}
        {trackNote && skeleton === "on" && !broken && (
          <Text className={classes.note} role="status">
            {trackNote}
          </Text>
        )}
      </div>
      <PlayerControls
        playhead={playhead}
        durationS={durationS}
        playing={playing}
        rate={rate}
        skeleton={skeleton === "on"}
        onTogglePlay={togglePlay}
        onStep={step}
        onRate={changeRate}
        onToggleSkeleton={toggleSkeleton}
        onFullscreen={canGoFullscreen ? toggleFullscreen : undefined}
      />
    </section>
  );
}
