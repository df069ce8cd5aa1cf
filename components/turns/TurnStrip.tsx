"use client";

import { type KeyboardEvent, useRef, useState } from "react";
import type { Turn } from "@/lib/analyses/schema";
import type { Playhead } from "../player/Playhead";
import { formatClock } from "../ui/format";
import classes from "./Timeline.module.css";
import { percentOf } from "./timelineGeometry";
import { sideLook } from "./turnSide";
import { usePlayheadTurn } from "./usePlayheadTurn";

interface TurnStripProps {
  turns: readonly Turn[];
  durationS: number;
  playhead: Playhead;
}

/** A button for each turn, left turns above the line; each seeks to its apex. */
export function TurnStrip({ turns, durationS, playhead }: TurnStripProps) {
  const shown = usePlayheadTurn(playhead, turns);
  const [tabStop, setTabStop] = useState(0);
  const buttons = useRef<(HTMLButtonElement | null)[]>([]);

  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, number> = {
      ArrowLeft: tabStop - 1,
      ArrowRight: tabStop + 1,
      Home: 0,
      End: turns.length - 1,
    };
    const target = moves[event.key];
    if (target === undefined) return;
    event.preventDefault();
    const next = Math.min(turns.length - 1, Math.max(0, target));
    setTabStop(next);
    buttons.current[next]?.focus();
    playhead.seek(turns[next]!.apexS);
  };

  return (
    <div className={classes.strip} role="toolbar" aria-label="Turns" onKeyDown={onKeyDown}>
      {turns.map((turn, i) => {
        const look = sideLook(turn.side);
        const left = percentOf(turn.startS, durationS);
        const width = percentOf(turn.endS, durationS) - left;
        const apex = width > 0 ? (100 * (percentOf(turn.apexS, durationS) - left)) / width : 50;
        return (
          <button
            key={turn.index}
            ref={(element) => {
              buttons.current[i] = element;
            }}
            type="button"
            className={classes.turn}
            data-lane={look.lane}
            data-shown={shown === i || undefined}
            aria-current={shown === i ? "true" : undefined}
            aria-label={`Turn ${turn.index}, ${look.word.toLowerCase()}, apex at ${formatClock(turn.apexS)}. Jump there.`}
            tabIndex={tabStop === i ? 0 : -1}
            style={
              {
                left: `${left}%`,
                width: `${width}%`,
                "--side": look.color,
                "--side-soft": look.soft,
                "--apex": `${apex}%`,
              } as React.CSSProperties
            }
            onClick={() => {
              setTabStop(i);
              playhead.seek(turn.apexS);
            }}
          >
            <span className={classes.block}>
              <span className={classes.letter}>{look.letter}</span>
              <span className={classes.number}>{turn.index}</span>
            </span>
            <span className={classes.apex} />
          </button>
        );
      })}
    </div>
  );
}
