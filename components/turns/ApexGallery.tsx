"use client";

import type { Turn } from "@/lib/analyses/schema";
import { formatClock } from "../ui/format";
import classes from "./ApexGallery.module.css";
import { SideMark } from "./SideMark";
import { sideLook } from "./turnSide";

interface ApexGalleryProps {
  turns: readonly { turn: Turn; stillSrc: string }[];
  montageSrc: string | null;
  onJump(atS: number): void;
}

/** A picture of each apex, and all of them in one picture. */
export function ApexGallery({ turns, montageSrc, onJump }: ApexGalleryProps) {
  return (
    <div className={classes.gallery}>
      {montageSrc && (
        <a href={montageSrc} target="_blank" rel="noreferrer" className={classes.montage}>
          {/* biome-ignore lint/performance/noImgElement: a signed URL cannot be resized or cached */}
          <img
            src={montageSrc}
            alt="All apexes of the run side by side. Opens in its own tab."
            loading="lazy"
          />
        </a>
      )}
      <ul className={classes.stills}>
        {turns.map(({ turn, stillSrc }) => (
          <li key={turn.index}>
            <button
              type="button"
              className={classes.still}
              onClick={() => onJump(turn.apexS)}
              aria-label={`Apex of turn ${turn.index}, ${sideLook(turn.side).word.toLowerCase()}. Jump there.`}
            >
              {/* biome-ignore lint/performance/noImgElement: a signed URL cannot be resized or cached */}
              <img src={stillSrc} alt="" loading="lazy" />
              <span className={classes.caption}>
                <SideMark side={turn.side} size="sm" />
                <strong>{turn.index}</strong>
                <span className={classes.time}>{formatClock(turn.apexS)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
