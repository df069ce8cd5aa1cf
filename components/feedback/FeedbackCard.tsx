"use client";

import type { AnalysisResult, Evidence, Feedback, Remark } from "@/lib/analyses/schema";
import { authorWords, CONCEPTS, whyNoFocus } from "@/lib/analyses/schema/feedback-words";
import { renderFeedback } from "@/lib/coaching/schema/render";
import { formatCount } from "../ui/format";
import { EvidenceChip } from "./EvidenceChip";
import classes from "./Feedback.module.css";

interface FeedbackCardProps {
  feedback: Feedback;
  /** The analysis that the feedback is about. */
  result: Pick<AnalysisResult, "turns" | "still">;
  onJump?: (atS: number) => void;
}

/** Shows the focus; strengths and notes are collapsed. */
export function FeedbackCard({ feedback, result, onJump }: FeedbackCardProps) {
  const { turns } = result;
  const { focus, strengths, notes } = renderFeedback(feedback, result);
  const chips = (evidence: readonly Evidence[]) => (
    <ul className={classes.chips}>
      {evidence.map((fact) => (
        <li key={`${fact.measure}-${fact.turn}-${fact.atS}-${fact.statistic}-${fact.value}`}>
          <EvidenceChip
            evidence={fact}
            side={turns.find((turn) => turn.index === fact.turn)?.side ?? null}
            onJump={onJump}
          />
        </li>
      ))}
    </ul>
  );
  const remarks = (title: string, list: readonly Remark[]) =>
    list.length > 0 && (
      <details className={classes.fold}>
        <summary>
          {title} <span className={classes.count}>{formatCount(list.length, "point")}</span>
        </summary>
        {list.map((remark) => (
          <div key={remark.text} className={classes.remark}>
            <p>{remark.text}</p>
            {remark.evidence.length > 0 && chips(remark.evidence)}
          </div>
        ))}
      </details>
    );

  return (
    <section className={classes.card} aria-labelledby="focus-title">
      {focus ? (
        <>
          <p className={classes.kicker}>
            One thing to work on <span className={classes.concept}>{CONCEPTS[focus.concept]}</span>
          </p>
          <h2 id="focus-title" className={classes.cue}>
            {focus.cue}
          </h2>
          <p className={classes.why}>{focus.why}</p>
          {chips(focus.evidence)}
          <div className={classes.drill}>
            <h3>Drill</h3>
            <p>{focus.drill}</p>
          </div>
        </>
      ) : (
        <>
          <p className={classes.kicker}>Feedback</p>
          <h2 id="focus-title" className={classes.cue}>
            {onJump ? whyNoFocus(turns.length) : "One moment, measured."}
          </h2>
          {notes.map((note) => (
            <div key={note.text}>
              <p className={classes.why}>{note.text}</p>
              {note.evidence.length > 0 && chips(note.evidence)}
            </div>
          ))}
        </>
      )}
      {remarks("What works", strengths)}
      {focus && remarks("Also seen", notes)}
      <p className={classes.author}>{authorWords(feedback)}</p>
    </section>
  );
}
