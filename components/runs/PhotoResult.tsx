"use client";

import { useState } from "react";
import { FeedbackCard } from "../feedback/FeedbackCard";
import { LimitsCard } from "../feedback/LimitsCard";
import { Playhead } from "../player/Playhead";
import { StillPicture } from "../player/StillPicture";
import { MeasureList } from "../turns/MeasureList";
import { Card } from "../ui/Card";
import { Outcome } from "./Outcome";
import classes from "./Run.module.css";
import type { ResultProps } from "./resultProps";
import { useTrack } from "./useTrack";

/** The result of a photo: the picture with the skeleton, the feedback and the measures. */
export function PhotoResult({ run, result, artifacts, file, onTap }: ResultProps) {
  const [playhead] = useState(() => {
    const still = new Playhead();
    still.report(0);
    return still;
  });
  const { track } = useTrack(artifacts.includes("track.json") ? file("track.json") : null);
  return (
    <>
      <Outcome outcome={result.outcome} onJump={() => {}} onTap={onTap} />
      <div className={classes.stage}>
        <div className={classes.watch}>
          <StillPicture
            src={artifacts.includes("poster.jpg") ? file("poster.jpg") : file("original")}
            label={run.title}
            widthPx={result.media.width}
            heightPx={result.media.height}
            track={track}
            playhead={playhead}
          />
        </div>
        <div className={classes.aside}>
          {result.feedback && <FeedbackCard feedback={result.feedback} result={result} />}
          {result.still && (
            <Card id="measures" title="Measured in this moment">
              <MeasureList measures={result.still.measures} />
            </Card>
          )}
        </div>
      </div>
      <LimitsCard view={result.view} track={result.track} limits={result.limits} />
    </>
  );
}
