"use client";

import { Text } from "@mantine/core";
import { useRef, useState } from "react";
import { apexStill } from "@/lib/analyses/schema/artifact-names";
import { FeedbackCard } from "../feedback/FeedbackCard";
import { LimitsCard } from "../feedback/LimitsCard";
import { Player } from "../player/Player";
import { Playhead } from "../player/Playhead";
import { ApexGallery } from "../turns/ApexGallery";
import { RunFacts } from "../turns/RunFacts";
import { Timeline } from "../turns/Timeline";
import { TurnTable } from "../turns/TurnTable";
import { neighborApex } from "../turns/timelineGeometry";
import { Card } from "../ui/Card";
import { Outcome } from "./Outcome";
import classes from "./Run.module.css";
import type { ResultProps } from "./resultProps";
import { useTrack } from "./useTrack";

/** The result of a clip: player, timeline, feedback and measures share one playhead. */
export function VideoResult({ run, result, artifacts, file, onTap }: ResultProps) {
  const [playhead] = useState(() => new Playhead());
  const playerRef = useRef<HTMLDivElement>(null);
  const { track, note } = useTrack(artifacts.includes("track.json") ? file("track.json") : null);
  const { media, turns, lean, summary, feedback, view, limits, outcome } = result;

  const jump = (atS: number) => {
    playhead.seek(atS);
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    playerRef.current?.scrollIntoView({ block: "nearest", behavior: still ? "auto" : "smooth" });
  };
  const jumpTurn = (by: 1 | -1) => {
    const turn = turns[neighborApex(turns, playhead.timeS, by)];
    if (turn) playhead.seek(turn.apexS);
  };
  const stills = turns.filter((turn) => artifacts.includes(apexStill(turn.index)));
  const sides = {
    left: turns.filter((turn) => turn.side === "left").length,
    right: turns.filter((turn) => turn.side === "right").length,
  };

  return (
    <>
      <Outcome outcome={outcome} onJump={jump} onTap={onTap} />
      <div className={classes.stage}>
        <div className={classes.watch}>
          <div ref={playerRef} className={classes.player}>
            <Player
              src={artifacts.includes("playback.mp4") ? file("playback.mp4") : file("original")}
              posterSrc={artifacts.includes("poster.jpg") ? file("poster.jpg") : null}
              label={run.title}
              widthPx={media.width}
              heightPx={media.height}
              durationS={media.durationS}
              fps={media.fps || 30}
              track={track}
              trackNote={note}
              playhead={playhead}
              onJumpTurn={jumpTurn}
            />
          </div>
          {(turns.length > 0 || lean) && (
            <Card
              id="timeline"
              title="Turns and lean"
              hint="The skier's left is up, right is down. Tap a turn for its apex."
              flush
            >
              <div className={classes.timeline}>
                <Timeline
                  turns={turns}
                  lean={lean}
                  durationS={media.durationS}
                  cutsS={result.track.cutsS}
                  playhead={playhead}
                />
              </div>
            </Card>
          )}
        </div>
        <div className={classes.aside}>
          {feedback && <FeedbackCard feedback={feedback} result={result} onJump={jump} />}
          {turns.length > 0 && <RunFacts summary={summary} {...sides} />}
        </div>
      </div>
      {turns.length > 0 && (
        <Card id="measures" title="Turn by turn" flush>
          <TurnTable turns={turns} summary={summary} playhead={playhead} onJump={jump} />
        </Card>
      )}
      {stills.length > 0 && (
        <Card id="apexes" title="Apexes" hint="The moment of the largest lean in each turn." flush>
          <ApexGallery
            turns={stills.map((turn) => ({ turn, stillSrc: file(apexStill(turn.index)) }))}
            montageSrc={artifacts.includes("montage.jpg") ? file("montage.jpg") : null}
            onJump={jump}
          />
        </Card>
      )}
      <LimitsCard view={view} track={result.track} limits={limits} />
      <Text size="sm" c="dimmed" className={classes.keys}>
        Keys: space plays, comma and full stop step a frame, [ and ] jump a turn, S shows the skeleton, F
        fills the screen.
      </Text>
    </>
  );
}
