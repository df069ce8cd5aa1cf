"use client";

import { useEffect, useRef } from "react";
import type { LeanSeries, Turn } from "@/lib/analyses/schema";
import type { Playhead } from "../player/Playhead";
import { LeanChart } from "./LeanChart";
import classes from "./Timeline.module.css";
import { TurnStrip } from "./TurnStrip";
import { percentOf, timelineWidthPx } from "./timelineGeometry";

interface TimelineProps {
  turns: readonly Turn[];
  lean: LeanSeries | null;
  durationS: number;
  cutsS: readonly number[];
  playhead: Playhead;
}

/** The turns and the lean over time with a playhead. */
export function Timeline({ turns, lean, durationS, cutsS, playhead }: TimelineProps) {
  const scrollRef = useRef<HTMLDivElement>(null);
  const headRef = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const follow = () => {
      const scroller = scrollRef.current;
      const head = headRef.current;
      if (!scroller || !head) return;
      const percent = percentOf(playhead.timeS, durationS);
      head.style.left = `${percent}%`;
      const x = (percent / 100) * scroller.scrollWidth;
      const margin = scroller.clientWidth * 0.15;
      const from = scroller.scrollLeft;
      if (x < from + margin || x > from + scroller.clientWidth - margin)
        scroller.scrollLeft = x - scroller.clientWidth / 2;
    };
    follow();
    return playhead.subscribe(follow);
  }, [playhead, durationS]);

  return (
    <div className={classes.scroll} ref={scrollRef}>
      <div className={classes.content} style={{ minWidth: timelineWidthPx(turns, durationS) }}>
        {turns.length > 0 && <TurnStrip turns={turns} durationS={durationS} playhead={playhead} />}
        {lean && <LeanChart lean={lean} turns={turns} durationS={durationS} playhead={playhead} />}
        {cutsS.map((cutS) => (
          <div
            key={cutS}
            className={classes.cut}
            style={{ left: `${percentOf(cutS, durationS)}%` }}
            title="The picture jumps to another shot here"
          />
        ))}
        <div ref={headRef} className={classes.playhead} aria-hidden />
      </div>
    </div>
  );
}
