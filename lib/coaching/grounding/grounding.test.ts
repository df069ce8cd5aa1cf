import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Feedback, MEASURES } from "@/lib/analyses/schema";
import { FULL_RUN } from "@/tests/bedrock/full-run";
import { ADVICE, HONEST, withFindings } from "@/tests/bedrock/honest";
import { LIES, SLOT_LIES } from "@/tests/bedrock/lies";
import { FINAL_LIES, LAST_LIES, LATER_LIES, UNSEEN_LIES } from "@/tests/bedrock/unseen-lies";
import { factsOf } from "../facts";
import { renderFeedback, renderText } from "../schema/render";
import { groundingFaults, keepGrounded } from ".";
import { adviceFault } from "./advice";
import { statementFault } from "./statement";
import { VOCABULARIES } from "./vocabulary";

const FACTS = factsOf(FULL_RUN);
const fault = (sentence: string) => statementFault(sentence, FACTS, "en");
const read = (text: string) => renderText(text, FACTS, "en");

const EVIDENCE = [...FACTS.evidence.get("turn4.inclinationDeg")!];
/** Feedback with one text in every place that an engine writes to. */
const everywhere = (text: string): Feedback => ({
  engine: "bedrock",
  language: "en",
  focus: { concept: "inclination", cue: text, why: text, drill: text, evidence: EVIDENCE },
  strengths: [{ text, evidence: EVIDENCE }],
  notes: [{ text, evidence: [] }],
});

const beginLower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
/** The same lie with a true slot before, in or after it. */
const slotted = (lie: string): string[] => [
  `In {turn4} ${beginLower(lie)}`,
  `{finding1}, ${beginLower(lie)}`,
  `You lean {turn4.inclinationDeg}, ${beginLower(lie)}`,
  lie.replace(/[.!]?$/, " in {turn4}."),
];

describe("grounding", () => {
  it.each([...LIES, ...UNSEEN_LIES, ...LATER_LIES, ...LAST_LIES, ...FINAL_LIES])(
    "rejects in every place: %s",
    (lie) => {
      const { feedback } = keepGrounded(everywhere(lie), FACTS);
      expect([feedback.focus, feedback.strengths, feedback.notes]).toEqual([null, [], []]);
      expect(adviceFault(lie, "en")).not.toBeNull();
      for (const variant of slotted(lie)) {
        const kept = keepGrounded(everywhere(variant), FACTS).feedback;
        const left = [...kept.strengths, ...kept.notes].map(({ text }) => text).join(" ");
        // Of a lie of two sentences, a true one may stay.
        expect(left === "" || !left.includes(beginLower(lie).slice(0, 12))).toBe(true);
      }
    },
  );

  it.each(SLOT_LIES.map(withFindings))("rejects true slots that state something false: %s", (lie) => {
    expect(lie).not.toContain("{finding}");
    expect(keepGrounded(everywhere(lie), FACTS).feedback.notes).toEqual([]);
  });

  it("rejects advice that judges the run", () => {
    expect(adviceFault("Tip in later on the left, as you lean too far.", "en")).not.toBeNull();
    expect(adviceFault("Do not lean too far.", "en")).toBeNull();
  });

  it.each(HONEST)("accepts: %s", (sentence) => {
    expect(fault(sentence)).toBeNull();
    expect(read(sentence)).not.toMatch(/[{}]/);
    expect(read(sentence).length).toBeGreaterThan(4);
  });

  it.each(ADVICE)("accepts as advice: %s", (text) => {
    expect(adviceFault(text, "en")).toBeNull();
  });

  it("allows no word of the statement vocabulary that counts, compares or gives a direction", () => {
    const refused =
      /^(?:two|three|half|twice|double|third|second|more|less|most|least|better|worse|left|right|up|down|early|late|first|last|than|not|no|never|all|every|only|same|degrees?|seconds?)$|er$|est$/;
    const allowed = [...VOCABULARIES.en.statement].filter((word) => refused.test(word));
    expect(allowed).toEqual([]);
  });

  it("gives no two measures the same name", () => {
    const names = Object.values(VOCABULARIES.en.names).flat();
    expect(new Set(names).size).toBe(names.length);
    expect(Object.keys(VOCABULARIES.en.names).sort()).toEqual(Object.keys(MEASURES).sort());
  });

  it("rejects a value beside the name of another measure or of another turn", () => {
    for (const sentence of [
      "In {turn5} you lean {turn4.inclinationDeg}.",
      "You lean {turn4.inclinationDeg} in {turn5}.",
      "In {turn4} you lean {turn5.inclinationDeg}, in {turn5} {turn4.inclinationDeg}.",
      "You lean {turn4.inclinationDeg} in {turn5} and {turn5.inclinationDeg} in {turn4}.",
      "In {turn4} you lean {turn4.durationS}.",
      "In {turn4} your angulation is {turn4.inclinationDeg}.",
      "In {turn4} you lean {turn4.angulationDeg}, your angulation is {turn4.inclinationDeg}.",
      "Your hands are here, in {turn4} you lean {turn4.inclinationDeg}.",
      "In {turn4} it is {turn4.inclinationDeg}.",
      "In {turn4} {finding1}.",
      "In {turn99} you lean {turn99.inclinationDeg}.",
      "In {turn4} the outside knee is {turn4.kneeFlexionOutsideDeg}.",
      "Your lean is {photo.inclinationDeg}.",
      "{finding99}.",
      "{finding0}. {turn0}. {count.}. {}. {constructor}. {turn4.constructor}.",
      "{turn4",
    ]) {
      expect(keepGrounded(everywhere(sentence), FACTS).feedback.notes, sentence).toEqual([]);
    }
  });

  it("names the turn of a value where the words around it leave the turn open", () => {
    expect(read("You lean {turn4.inclinationDeg}.")).toBe("You lean 33 ± 2° (turn 4).");
    expect(
      read("From {turn5} to {turn6} the lean goes from {turn6.inclinationDeg} to {turn5.inclinationDeg}."),
    ).toBe("From turn 5 to turn 6 the lean goes from 35 ± 2° (turn 6) to 49 ± 2° (turn 5).");
    expect(read("In {turn4} you lean {turn4.inclinationDeg}, in {turn5} {turn5.inclinationDeg}.")).toBe(
      "In turn 4 you lean 33 ± 2°, in turn 5 49 ± 2°.",
    );
  });

  it("leaves of any text only what it accepts, unchanged and without braces when rendered", () => {
    const character = fc
      .oneof(fc.integer({ min: 0x20, max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x1ffff }))
      .map((code) => String.fromCodePoint(code));
    const piece = fc.oneof(
      fc.array(character, { maxLength: 12 }).map((characters) => characters.join("")),
      fc.constantFrom(
        "{turn4}",
        "{finding1}",
        "{turn4.inclinationDeg}",
        "you lean",
        ". ",
        "{",
        "}",
        "IV",
        "½",
        "more",
      ),
      fc.constantFrom(...VOCABULARIES.en.statement),
      fc.double({ noNaN: true }).map(String),
    );
    const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(" "));
    fc.assert(
      fc.property(text, (written) => {
        const { feedback } = keepGrounded(everywhere(written), FACTS);
        expect(groundingFaults(feedback, FACTS)).toEqual([]);
        const texts = renderFeedback(feedback, FULL_RUN).notes.map((note) => note.text);
        for (const one of texts) expect(one).not.toMatch(/[{}]/);
        const outside = feedback.notes.map((note) => note.text.replace(/\{[^{}]*\}/g, "")).join(" ");
        expect(outside).not.toMatch(/[^\P{N}]|[^\p{Script=Latin}\p{Script=Common}]/u);
      }),
    );
  });

  it("rejects evidence and findings that are not of the run", () => {
    const honest = everywhere("{finding1}.");
    const focus = { ...honest.focus!, cue: "Tip in.", drill: "Tip in." };
    const good = keepGrounded({ ...honest, focus }, FACTS).feedback;
    expect(groundingFaults(good, FACTS)).toEqual([]);
    for (const change of [
      { value: 33.5 },
      { atS: 4.46 },
      { turn: 5 },
      { turn: null },
      { statistic: "fade" as const },
    ]) {
      const evidence = [{ ...EVIDENCE[0]!, ...change }];
      expect(
        groundingFaults({ ...good, focus: { ...focus, evidence } }, FACTS),
        JSON.stringify(change),
      ).toHaveLength(1);
    }
    const [finding] = good.findings!;
    expect(groundingFaults({ ...good, findings: [{ ...finding!, id: 99 }] }, FACTS)).toHaveLength(1);
  });
});

describe("renderFeedback", () => {
  it("returns older feedback, which names no language, unchanged", () => {
    const old = { ...everywhere("In turn 4 you lean 33.4 degrees."), language: undefined };
    expect(renderFeedback(old, FULL_RUN)).toBe(old);
  });

  it("leaves out a sentence whose slot has no value", () => {
    expect(read("Look at {turn4}. Look at {turn99}. {broken} {")).toBe("Look at turn 4.");
  });
});
