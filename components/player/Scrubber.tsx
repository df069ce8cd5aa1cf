"use client";

import { useEffect, useRef } from "react";
import { formatClock } from "../ui/format";
import classes from "./Player.module.css";
import type { Playhead } from "./Playhead";

interface ScrubberProps {
  playhead: Playhead;
  durationS: number;
}

/** The time as a slider and as a clock. It follows the playhead without rendering. */
export function Scrubber({ playhead, durationS }: ScrubberProps) {
  const inputRef = useRef<HTMLInputElement>(null);
  const clockRef = useRef<HTMLOutputElement>(null);

  useEffect(() => {
    const show = () => {
      const input = inputRef.current;
      if (!input || !clockRef.current) return;
      const clock = formatClock(playhead.timeS);
      input.value = String(playhead.timeS);
      input.style.setProperty("--done", `${(100 * playhead.timeS) / Math.max(durationS, 0.001)}%`);
      input.setAttribute("aria-valuetext", clock);
      clockRef.current.textContent = clock;
    };
    show();
    return playhead.subscribe(show);
  }, [playhead, durationS]);

  return (
    <div className={classes.scrub}>
      <output ref={clockRef} className={classes.clock} aria-live="off" aria-label="Moment shown">
        0:00.00
      </output>
      <input
        ref={inputRef}
        type="range"
        className={classes.range}
        min={0}
        max={durationS}
        step={0.01}
        defaultValue={0}
        aria-label="Moment in the clip"
        onInput={(event) => playhead.seek(Number(event.currentTarget.value))}
      />
    </div>
  );
}
