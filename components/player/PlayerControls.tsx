"use client";

import { ActionIcon, SegmentedControl, Switch } from "@mantine/core";
import {
  IconMaximize,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerTrackNextFilled,
  IconPlayerTrackPrevFilled,
} from "@tabler/icons-react";
import { formatClock } from "../ui/format";
import hint from "../ui/Hint.module.css";
import classes from "./Player.module.css";
import type { Playhead } from "./Playhead";
import { Scrubber } from "./Scrubber";

interface PlayerControlsProps {
  playhead: Playhead;
  durationS: number;
  playing: boolean;
  rate: string;
  skeleton: boolean;
  onTogglePlay(): void;
  onStep(frames: number): void;
  onRate(rate: string): void;
  onToggleSkeleton(): void;
  /** Absent where the browser has no full screen for elements, as on iPhones. */
  onFullscreen?: () => void;
}

const RATES = [
  { value: "0.25", label: "¼×" },
  { value: "0.5", label: "½×" },
  { value: "1", label: "1×" },
];

/** The controls under the picture; the hint of each names its key. */
export function PlayerControls(props: PlayerControlsProps) {
  const { playhead, durationS, playing, rate, skeleton } = props;
  return (
    <div className={classes.controls}>
      <Scrubber playhead={playhead} durationS={durationS} />
      <div className={classes.row}>
        <div className={classes.transport}>
          <ActionIcon
            className={hint.hint}
            data-hint="One frame back (comma)"
            data-hint-side="right"
            aria-label="One frame back"
            onClick={() => props.onStep(-1)}
            variant="light"
          >
            <IconPlayerTrackPrevFilled size={20} />
          </ActionIcon>
          <ActionIcon
            className={hint.hint}
            data-hint="Play or pause (space)"
            aria-label={playing ? "Pause" : "Play"}
            onClick={props.onTogglePlay}
            variant="filled"
            size={56}
            radius="xl"
          >
            {playing ? <IconPlayerPauseFilled size={26} /> : <IconPlayerPlayFilled size={26} />}
          </ActionIcon>
          <ActionIcon
            className={hint.hint}
            data-hint="One frame on (full stop)"
            aria-label="One frame on"
            onClick={() => props.onStep(1)}
            variant="light"
          >
            <IconPlayerTrackNextFilled size={20} />
          </ActionIcon>
        </div>
        <SegmentedControl aria-label="Speed" data={RATES} value={rate} onChange={props.onRate} />
        <Switch
          className={classes.skeletonSwitch}
          label="Skeleton"
          checked={skeleton}
          onChange={props.onToggleSkeleton}
        />
        <span className={classes.length}>of {formatClock(durationS)}</span>
        {props.onFullscreen && (
          <ActionIcon
            data-hint="Full screen (F)"
            data-hint-side="left"
            aria-label="Full screen"
            onClick={props.onFullscreen}
            variant="light"
            className={`${classes.fullscreen} ${hint.hint}`}
          >
            <IconMaximize size={22} />
          </ActionIcon>
        )}
      </div>
    </div>
  );
}
