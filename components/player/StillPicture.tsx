"use client";

import { Switch } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import type { PoseTrack } from "@/lib/analyses/schema";
import classes from "./Player.module.css";
import type { Playhead } from "./Playhead";
import { PoseCanvas } from "./PoseCanvas";

interface StillPictureProps {
  src: string;
  label: string;
  widthPx: number;
  heightPx: number;
  track: PoseTrack | null;
  playhead: Playhead;
}

/** A photo with the skeleton on the skier. */
export function StillPicture({ src, label, widthPx, heightPx, track, playhead }: StillPictureProps) {
  const [skeleton, setSkeleton] = useLocalStorage<"on" | "off">({
    key: "player.skeleton",
    defaultValue: "on",
  });
  return (
    <section className={classes.player} aria-label="Photo">
      <div
        className={classes.picture}
        style={{ "--picture-ratio": `${widthPx / heightPx}` } as React.CSSProperties}
      >
        {/* biome-ignore lint/performance/noImgElement: a signed URL cannot be resized or cached */}
        <img src={src} alt={label} className={classes.still} />
        {skeleton === "on" && <PoseCanvas track={track} playhead={playhead} />}
      </div>
      <div className={classes.controls}>
        <Switch
          className={classes.skeletonSwitch}
          label="Skeleton"
          checked={skeleton === "on"}
          onChange={() => setSkeleton(skeleton === "on" ? "off" : "on")}
        />
      </div>
    </section>
  );
}
