"use client";

import { Button, Group, Modal, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useRef, useState } from "react";
import type { SubjectHint } from "@/lib/analyses/schema";
import { formatClock } from "../ui/format";
import classes from "./Run.module.css";
import { type Place, placeAfterKey, placeAt } from "./tapPlace";

interface TapSkierProps {
  opened: boolean;
  kind: "video" | "photo";
  /** When the browser cannot play it, the poster is shown instead. */
  videoSrc: string | null;
  pictureSrc: string | null;
  pictureAtS: number;
  busy: boolean;
  onClose(): void;
  onChosen(subject: SubjectHint): void;
}

/** A dialog to choose the skier to follow, by a time in the clip and a tap. */
export function TapSkier(props: TapSkierProps) {
  const { opened, kind, videoSrc, pictureSrc, pictureAtS, busy, onClose, onChosen } = props;
  const phone = useMediaQuery("(max-width: 48em)");
  const videoRef = useRef<HTMLVideoElement>(null);
  const [place, setPlace] = useState<Place | null>(null);
  const [unplayable, setUnplayable] = useState(false);
  const [durationS, setDurationS] = useState(0);
  const [atS, setAtS] = useState(0);
  const usesVideo = kind === "video" && videoSrc !== null && !unplayable;

  const choose = () => {
    if (!place) return;
    onChosen({
      atS: usesVideo ? (videoRef.current?.currentTime ?? 0) : kind === "photo" ? 0 : pictureAtS,
      ...place,
    });
  };

  return (
    <Modal opened={opened} onClose={onClose} title="Tap the skier" size="xl" fullScreen={phone}>
      <Text mb="sm">
        {usesVideo
          ? "Find a moment where all of the skier is seen, then tap on the body."
          : "Tap on the skier's body."}
      </Text>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot get the focus for the arrow keys */}
      <div
        className={classes.tap}
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move the mark
        tabIndex={0}
        aria-label="Picture. The arrow keys move the mark onto the skier."
        onPointerDown={(event) => setPlace(placeAt(event, event.currentTarget.getBoundingClientRect()))}
        onKeyDown={(event) => {
          const next = placeAfterKey(event.key, place);
          if (!next) return;
          event.preventDefault();
          setPlace(next);
        }}
      >
        {usesVideo ? (
          <video
            ref={videoRef}
            src={videoSrc}
            muted
            playsInline
            preload="auto"
            onLoadedMetadata={(event) => {
              setDurationS(event.currentTarget.duration);
              event.currentTarget.currentTime = Math.min(pictureAtS, event.currentTarget.duration);
              setAtS(pictureAtS);
            }}
            onError={() => setUnplayable(true)}
          />
        ) : (
          pictureSrc && (
            // biome-ignore lint/performance/noImgElement: a signed URL cannot be resized or cached
            <img src={pictureSrc} alt="" draggable={false} />
          )
        )}
        {place && (
          <span className={classes.mark} style={{ left: `${place.x * 100}%`, top: `${place.y * 100}%` }} />
        )}
      </div>
      {usesVideo && (
        <label className={classes.tapScrub}>
          <span>{formatClock(atS)}</span>
          <input
            type="range"
            min={0}
            max={durationS || 1}
            step={0.02}
            value={atS}
            aria-label="Moment in the clip"
            onChange={(event) => {
              const next = Number(event.currentTarget.value);
              setAtS(next);
              if (videoRef.current) videoRef.current.currentTime = next;
            }}
          />
        </label>
      )}
      <Text size="sm" c="dimmed" aria-live="polite" mt="xs">
        {place
          ? `Marked ${Math.round(place.x * 100)} % from the left, ${Math.round(place.y * 100)} % from the top.`
          : "Nothing marked yet."}
      </Text>
      <Group justify="flex-end" mt="md">
        <Button variant="subtle" onClick={onClose}>
          Cancel
        </Button>
        <Button onClick={choose} disabled={!place} loading={busy}>
          Follow this skier
        </Button>
      </Group>
    </Modal>
  );
}
