import {
  type AnalysisResult,
  authorWords,
  isShown,
  MEASURES,
  type MeasureKey,
  type Measures,
  measureKeys,
  type Turn,
} from "@/lib/analyses/schema";
import { renderFeedback } from "@/lib/coaching/schema/render";
import { UNITS } from "@/lib/pose/units";

/** Returns the analysis as a short text for a terminal: outcome, turns, feedback and limitations. */
export function describeResult(result: AnalysisResult): string {
  const { media, view, outcome } = result;
  const feedback = result.feedback && renderFeedback(result.feedback, result);
  const size = `${media.width}x${media.height}`;
  const lines = [
    media.kind === "photo"
      ? `Photo, ${size}, ${media.codec}`
      : `${media.durationS.toFixed(1)} s, ${size}, ${media.fps.toFixed(1)} frames/s, ${media.codec}`,
    `Seen from: ${view.facing}${view.offAxisDeg === null ? "" : `, ${view.offAxisDeg.toFixed(0)}° off the line of travel`}`,
    `${outcome.message} ${outcome.nextStep}`.trim(),
    "",
    ...result.turns.map(turnLine),
    ...(result.still ? measureLines(result.still.measures) : []),
  ];
  if (feedback?.focus)
    lines.push("", `Work on: ${feedback.focus.cue}`, feedback.focus.why, `Drill: ${feedback.focus.drill}`);
  for (const note of feedback?.notes ?? []) lines.push("", note.text);
  if (feedback) lines.push("", authorWords(feedback));
  if (result.limits.length > 0)
    lines.push("", "Not measured:", ...result.limits.map((limitation) => `  ${limitation}`));
  return lines.join("\n");
}

function turnLine(turn: Turn): string {
  const times = `${turn.startS.toFixed(2)}-${turn.endS.toFixed(2)} s`;
  const lean = turn.measures.inclinationDeg;
  const { shownDecimals, suffix } = UNITS.deg;
  const leanText = isShown(lean)
    ? `lean ${lean.value.toFixed(shownDecimals)}${suffix} ±${lean.plusMinus.toFixed(shownDecimals)}`
    : "lean not visible";
  return `Turn ${turn.index} ${(turn.side ?? "?").padEnd(5)} ${times}  apex ${turn.apexS.toFixed(2)} s  ${leanText}`;
}

function measureLines(measures: Measures): string[] {
  return measureKeys.flatMap((key: MeasureKey) => {
    const measured = measures[key];
    if (!isShown(measured)) return [];
    const { label, unit } = MEASURES[key];
    const { decimals, suffix } = UNITS[unit];
    return `${label}: ${measured.value.toFixed(decimals)}${suffix} ±${measured.plusMinus.toFixed(decimals)}`;
  });
}
