"use client";

import { useState } from "react";
import type { AnalysisResult } from "@/lib/analyses/schema";
import type { Run } from "@/lib/runs/schema";
import { FeedbackCard } from "../feedback/FeedbackCard";
import { LimitsCard } from "../feedback/LimitsCard";
import { Playhead } from "../player/Playhead";
import { StillPicture } from "../player/StillPicture";
import { MeasureList } from "../turns/MeasureList";
import { Card } from "../ui/Card";
import { Outcome } from "./Outcome";
import classes from "./Run.module.css";
import { useTrack } from "./useTrack";

interface ResultProps {
  run: Run;
  result: AnalysisResult;
  artifacts: readonly string[];
  file(name: string): string;
  onTap(): void;
}

/** What was found in a photo: the picture with the skeleton, and the measures of its one moment. */
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
