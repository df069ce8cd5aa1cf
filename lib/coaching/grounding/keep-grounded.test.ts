import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Feedback } from "@/lib/analyses/schema";
import { RUN } from "@/tests/bedrock/run";
import { checkGrounded, keepGrounded } from ".";

const evidence = [
  {
    turn: 4,
    atS: RUN.turns[3]!.apexS,
    measure: "inclinationDeg",
    statistic: "value",
    value: 33.4,
  } as const,
];

/** Feedback with one text in every place a model writes to. */
const everywhere = (text: string): Feedback => ({
  engine: "bedrock",
  focus: { concept: "inclination", cue: text, why: text, drill: text, evidence },
  strengths: [{ text, evidence }],
  notes: [{ text, evidence: [] }],
});

const textsOf = ({ focus, strengths, notes }: Feedback): string[] => [
  ...(focus ? [focus.cue, focus.why, focus.drill] : []),
  ...[...strengths, ...notes].map(({ text }) => text),
];

const SMALL =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

function inWords(number: number): string {
  if (number < 20) return SMALL[number]!;
  if (number < 100) return `${TENS[Math.floor(number / 10)]}${number % 10 ? `-${SMALL[number % 10]}` : ""}`;
  return `${SMALL[Math.floor(number / 100)]} hundred${number % 100 ? ` and ${inWords(number % 100)}` : ""}`;
}

const fullWidth = (text: string) =>
  text.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
const mathematical = (text: string) =>
  text.replace(/\d/g, (digit) => String.fromCodePoint(0x1d7ce + Number(digit)));
const arabic = (text: string) => text.replace(/\d/g, (digit) => String.fromCodePoint(0x660 + Number(digit)));

/** Whole numbers that are in no unit the run was measured in: it leans up to 49 degrees, lasts 7 s and has 8 turns. */
const unknown = fc.integer({ min: 150, max: 999 });
const unknownTurn = fc.integer({ min: 9, max: 99 });

const disguise = fc.constantFrom<(number: number) => string>(
  (n) => String(n),
  (n) => `${n}.${n % 10}`,
  (n) => `${n}%`,
  (n) => `${n}°`,
  (n) => `${n}s`,
  (n) => `−${n}`,
  (n) => `${n}–${n + 4}`,
  (n) => `${n}/7`,
  inWords,
  (n) => inWords(n).replace(" and ", " "),
  (n) => `${inWords(n)} point ${SMALL[n % 10]}`,
  (n) => fullWidth(String(n)),
  (n) => mathematical(String(n)),
  (n) => arabic(String(n)),
  (n) => String(n).split("").join("\u200b"),
);
const frame = fc.constantFrom<(number: string) => string>(
  (n) => `You lean ${n} there.`,
  (n) => `That is ${n} degrees more than before.`,
  (n) => `At ${n} you are late.`,
  (n) => `${n} percent of the run is good.`,
  (n) => `Your speed is ${n}!`,
);
const turnFrame = fc.constantFrom<(turn: number) => string>(
  (n) => `In turn ${n} you are late.`,
  (n) => `Turns 2, 3 and ${n} are late.`,
  (n) => `Look at turn ${inWords(n)}.`,
  (n) => `Your ${n}th turn is late.`,
  (n) => `The ${inWords(n).replace(/y$/, "ie")}th turn is late.`,
  (n) => `You made ${n} turns.`,
);
/** Nothing but true sentences may stand beside the false one. */
const honest = ["In turn 4 you lean 33.4 degrees.", "Roll both ankles.", "The first third is even."];

describe("keepGrounded", () => {
  it("lets no number through that was not measured, however it is written and wherever it stands", () => {
    fc.assert(
      fc.property(unknown, disguise, frame, fc.subarray(honest), (number, dress, around, beside) => {
        const lie = around(dress(number));
        const text = [...beside, lie, ...beside].join(" ");
        const { feedback, sentences } = keepGrounded(everywhere(text), { analysis: RUN });
        expect(sentences.length).toBeGreaterThanOrEqual(5);
        expect(feedback.focus).toBeNull();
        for (const kept of textsOf(feedback)) {
          for (const sentence of kept.split(/(?<=\.) /)) expect(beside).toContain(sentence);
        }
      }),
      { numRuns: 400 },
    );
  });

  it("lets no turn through that is not there, in digits, words or as an ordinal", () => {
    fc.assert(
      fc.property(unknownTurn, turnFrame, (turn, around) => {
        const { feedback } = keepGrounded(everywhere(around(turn)), { analysis: RUN });
        expect(textsOf(feedback)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it("whatever a model says, leaves only what the check of every coach passes, and leaves that as it is", () => {
    const character = fc
      .oneof(fc.integer({ min: 0x20, max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x1ffff }))
      .map((code) => String.fromCodePoint(code));
    const piece = fc.oneof(
      fc.array(character, { maxLength: 12 }).map((characters) => characters.join("")),
      fc.constantFrom("turn 4", "33.4", "half", "third turn", ". ", "at 3.4 s", "IV", "½", "forty-one"),
      fc.double({ noNaN: true }).map(String),
    );
    const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(" "));
    fc.assert(
      fc.property(text, (said) => {
        const { feedback } = keepGrounded(everywhere(said), { analysis: RUN });
        expect(checkGrounded(feedback, { analysis: RUN })).toEqual([]);
        for (const kept of textsOf(feedback)) expect(kept).not.toMatch(/[^\P{Nd}0-9]/u);
        expect(keepGrounded(feedback, { analysis: RUN }).feedback).toEqual(feedback);
      }),
      { numRuns: 500 },
    );
  });

  it("keeps what was measured, in digits or in words", () => {
    for (const text of [
      "In turn 4 you lean 33.4 degrees, plus or minus 2.1.",
      "In turn four, at 3.38 s, you lean thirty-three degrees.",
      "Your fourth turn takes 0.8 seconds.",
      "You made eight turns.",
    ]) {
      expect(keepGrounded(everywhere(text), { analysis: RUN })).toMatchObject({
        feedback: everywhere(text),
        sentences: [],
      });
    }
  });

  it("takes a number only in the unit it was measured in", () => {
    for (const text of ["You lean 33.4 percent.", "At 0.8 s you switch.", "It takes 48.1 seconds."]) {
      expect(textsOf(keepGrounded(everywhere(text), { analysis: RUN }).feedback)).toEqual([]);
    }
  });

  it("takes a number of an earlier run only under evidence that says so", () => {
    const ground = { analysis: RUN, earlier: [{ turnCount: 9, values: { inclinationDeg: 38.7 } }] };
    const text = "It was 38.7 degrees in an earlier run.";
    const saysSo = { ...evidence[0]!, turn: null, statistic: "earlier", value: 38.7 } as const;
    const remarks = (list: Feedback["notes"]): Feedback => ({
      ...everywhere(text),
      focus: null,
      strengths: [],
      notes: list,
    });
    const both = remarks([
      { text, evidence: [saysSo] },
      { text, evidence },
    ]);
    expect(keepGrounded(both, ground).feedback.notes).toEqual([{ text, evidence: [saysSo] }]);
    expect(keepGrounded(both, { analysis: RUN }).feedback.notes).toEqual([]);
  });
});
