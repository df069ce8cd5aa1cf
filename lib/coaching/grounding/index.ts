import { type Evidence, type Feedback, type Focus, isShown, type Remark } from "@/lib/analyses/schema";
import type { CoachedAnalysis, EarlierRun } from "../analysis";
import { isKnown, type KnownNumber, knownByEvidence, knownNumbers, timesOf } from "./known";
import { plain, writtenNumbers } from "./written";

/** What feedback is held against: this run, and the earlier ones it may be compared with. */
export interface Ground {
  analysis: CoachedAnalysis;
  earlier?: readonly EarlierRun[];
}

/**
 * Checks that feedback says only what was measured, for every coach. Returns one sentence for each violation; an empty
 * list means grounded. Every number written in a text, in digits or in words, must be in the analysis to the decimals it is
 * written with and in the unit it is given (its sign may be put in words, a variation may be written in percent), a turn
 * must be named as one, a plus-minus said to be one, and every piece of evidence must match exactly. A number of an earlier run needs evidence under the same text that says so.
 */
export function checkGrounded(feedback: Feedback, ground: Ground): string[] {
  const known = knownNumbers(ground.analysis);
  const { focus, strengths, notes } = feedback;
  const blocks = [
    ...(focus ? [{ texts: [focus.cue, focus.why, focus.drill], evidence: focus.evidence }] : []),
    ...[...strengths, ...notes].map(({ text, evidence }) => ({ texts: [text], evidence })),
  ];
  return blocks.flatMap(({ texts, evidence }) => {
    const here = [...known, ...knownByEvidence(evidence)];
    return [
      ...texts.flatMap((text) => sentencesOf(text).flatMap((sentence) => checkSentence(sentence, here))),
      ...evidence.flatMap((one) => checkEvidence(one, ground)),
    ];
  });
}

export interface Kept {
  feedback: Feedback;
  /** Why each sentence and each fact was taken out. */
  sentences: string[];
  facts: string[];
}

/**
 * Feedback without the sentences and facts that were not measured. A focus whose cue, reason, drill or evidence does not
 * survive is gone as a whole, and so is a remark of which nothing is left.
 */
export function keepGrounded(feedback: Feedback, ground: Ground): Kept {
  const known = knownNumbers(ground.analysis);
  const sentences: string[] = [];
  const facts: string[] = [];

  const keepEvidence = (evidence: readonly Evidence[]): Evidence[] =>
    evidence.filter((one) => {
      const violations = checkEvidence(one, ground);
      facts.push(...violations.slice(0, 1));
      return violations.length === 0;
    });
  const keepText = (text: string, here: readonly KnownNumber[]): string => {
    const kept = sentencesOf(text)
      .filter((sentence) => {
        const violations = checkSentence(sentence, here);
        sentences.push(...violations.slice(0, 1));
        return violations.length === 0;
      })
      .join(" ");
    // Sentences that have come to stand side by side may read as one.
    return kept === text ? kept : keepText(kept, here);
  };

  const keepFocus = (focus: Focus): Focus | null => {
    const evidence = keepEvidence(focus.evidence);
    const here = [...known, ...knownByEvidence(evidence)];
    const [cue, why, drill] = [focus.cue, focus.why, focus.drill].map((text) => keepText(text, here));
    // A cue of two sentences with one taken out is another cue.
    const whole = cue === sentencesOf(focus.cue).join(" ");
    return cue && whole && why && drill && evidence.length > 0
      ? { concept: focus.concept, cue, why, drill, evidence }
      : null;
  };
  const keepRemark = (remark: Remark): Remark[] => {
    const evidence = keepEvidence(remark.evidence);
    const text = keepText(remark.text, [...known, ...knownByEvidence(evidence)]);
    return text ? [{ text, evidence }] : [];
  };

  const kept: Feedback = {
    ...feedback,
    focus: feedback.focus && keepFocus(feedback.focus),
    strengths: feedback.strengths.flatMap(keepRemark),
    notes: feedback.notes.flatMap(keepRemark),
  };
  return { feedback: kept, sentences, facts };
}

const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });
const sentencesOf = (text: string): string[] =>
  [...segmenter.segment(text)].map(({ segment }) => segment.trim()).filter(Boolean);

function checkSentence(text: string, known: readonly KnownNumber[]): string[] {
  const readable = plain(text);
  if (readable === null) return [`"${text}" cannot be read for certain.`];
  return writtenNumbers(readable)
    .filter((number) => !isKnown(number, known, readable))
    .map(({ written }) => `"${written}" in "${text}" was not measured.`);
}

function checkEvidence(evidence: Evidence, { analysis, earlier = [] }: Ground): string[] {
  const { turn: index, atS, measure, statistic, value } = evidence;
  const { turns, summary, still } = analysis;
  if (index === null) {
    const times = still ? [0] : turns.flatMap(timesOf);
    const found =
      statistic === "earlier"
        ? earlier.some(({ values }) => values[measure] === value)
        : isValue(statistic === "value" ? still?.measures[measure] : summary[statistic][measure], value);
    return [
      ...(found ? [] : [`The ${statistic} of ${measure} is not ${value}.`]),
      ...(times.includes(atS) ? [] : [`Nothing was measured at ${atS} s.`]),
    ];
  }
  const turn = turns.find((one) => one.index === index);
  if (!turn) return [`There is no turn ${index}.`];
  const found = statistic === "value" && isValue(turn.measures[measure], value);
  return [
    ...(found ? [] : [`${measure} of turn ${index} is not ${value}.`]),
    ...(timesOf(turn).includes(atS) ? [] : [`${atS} s is not a time of turn ${index}.`]),
  ];
}

const isValue = (measured: Parameters<typeof isShown>[0], value: number): boolean =>
  isShown(measured) && measured.value === value;
