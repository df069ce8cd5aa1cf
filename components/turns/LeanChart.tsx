"use client";

import { type PointerEvent, useMemo } from "react";
import type { LeanSeries, Turn } from "@/lib/analyses/schema";
import type { Playhead } from "../player/Playhead";
import { nearestFrame } from "../player/poseAt";
import { formatClock } from "../ui/format";
import classes from "./Timeline.module.css";
import { leanPaths, leanScaleDeg, percentOf, timeAt } from "./timelineGeometry";
import { sideLook } from "./turnSide";

interface LeanChartProps {
  lean: LeanSeries;
  turns: readonly Turn[];
  durationS: number;
  playhead: Playhead;
}

function summary(lean: LeanSeries): string {
  const seen = lean.leanDeg.filter((value): value is number => value !== null);
  if (seen.length === 0) return "Lean over time: nothing could be seen.";
  const left = Math.max(0, ...seen);
  const right = Math.max(0, ...seen.map((value) => -value));
  return `Lean over time: at most ${Math.round(left)} degrees to the skier's left and ${Math.round(right)} to the right.`;
}

/** Lean over time, the skier's left up; a tap or a drag seeks. */
export function LeanChart({ lean, turns, durationS, playhead }: LeanChartProps) {
  const scaleDeg = leanScaleDeg(lean.leanDeg);
  const paths = useMemo(
    () => leanPaths(lean.timesS, lean.leanDeg, durationS, scaleDeg),
    [lean, durationS, scaleDeg],
  );
  const samples = useMemo(
    () => lean.timesS.map((timeS, i) => ({ timeS, leanDeg: lean.leanDeg[i] ?? null })),
    [lean],
  );
  const lines = Array.from({ length: Math.floor(scaleDeg / 20) }, (_, i) => (i + 1) * 20);
  const topOf = (leanDeg: number) => `${50 - (leanDeg / scaleDeg) * 46}%`;

  const seek = (event: PointerEvent<HTMLDivElement>) =>
    playhead.seek(timeAt(event.clientX, event.currentTarget.getBoundingClientRect(), durationS));

  return (
    <div
      className={classes.chart}
      role="img"
      aria-label={summary(lean)}
      onPointerDown={seek}
      onPointerMove={(event) => event.buttons === 1 && event.pointerType === "mouse" && seek(event)}
    >
      <svg viewBox="0 0 1000 100" preserveAspectRatio="none" className={classes.curve} aria-hidden>
        <defs>
          <clipPath id="lean-left">
            <rect x="0" y="0" width="1000" height="50" />
          </clipPath>
          <clipPath id="lean-right">
            <rect x="0" y="50" width="1000" height="50" />
          </clipPath>
        </defs>
        {lines
          .flatMap((deg) => [deg, -deg])
          .map((deg) => (
            <line
              key={deg}
              x1="0"
              x2="1000"
              y1={50 - (deg / scaleDeg) * 46}
              y2={50 - (deg / scaleDeg) * 46}
              className={classes.grid}
            />
          ))}
        <path d={paths.area} clipPath="url(#lean-left)" fill="var(--sr-left)" opacity="0.22" />
        <path d={paths.area} clipPath="url(#lean-right)" fill="var(--sr-right)" opacity="0.22" />
        <line x1="0" x2="1000" y1="50" y2="50" className={classes.middle} />
        <path d={paths.line} clipPath="url(#lean-left)" className={classes.line} stroke="var(--sr-left)" />
        <path d={paths.line} clipPath="url(#lean-right)" className={classes.line} stroke="var(--sr-right)" />
      </svg>
      <div className={classes.scale} aria-hidden>
        {lines
          .flatMap((deg) => [deg, -deg])
          .map((deg) => (
            <span key={deg} style={{ top: topOf(deg) }}>
              {Math.abs(deg)}°
            </span>
          ))}
      </div>
      {turns.map((turn) => {
        const leanDeg = nearestFrame(samples, turn.apexS)?.leanDeg;
        if (leanDeg === null || leanDeg === undefined) return null;
        return (
          <span
            key={turn.index}
            className={classes.dot}
            style={{
              left: `${percentOf(turn.apexS, durationS)}%`,
              top: topOf(leanDeg),
              background: sideLook(turn.side).color,
            }}
            title={`Apex of turn ${turn.index} at ${formatClock(turn.apexS)}: ${Math.round(Math.abs(leanDeg))}°`}
          />
        );
      })}
    </div>
  );
}
