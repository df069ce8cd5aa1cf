import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Feedback } from "@/lib/analyses/schema";
import { FULL_RUN } from "@/tests/bedrock/full-run";
import { checkGrounded } from ".";
import { type KnownNumber, knownNumbers } from "./known";
import type { NumberKind } from "./units";
import { CARDINAL } from "./words";

const KNOWN = knownNumbers(FULL_RUN);

/** A sentence round a number, and what it says the number is. */
interface Frame {
  kinds: readonly NumberKind[];
  isError?: true;
  say: (number: string) => string;
}
const frame = (kinds: readonly NumberKind[], say: Frame["say"]): Frame => ({ kinds, say });

const FRAMES: readonly Frame[] = [
  frame(["deg"], (n) => `You lean ${n} degrees.`),
  frame(["deg"], (n) => `Lean: ${n}°!`),
  frame(["deg"], (n) => `You lean ${n} to ${n} degrees.`),
  frame(["deg"], (n) => `The ${n}-degree lean is large.`),
  frame(["s"], (n) => `The turn takes ${n} seconds.`),
  frame(["s"], (n) => `The turn takes ${n}s.`),
  frame(["moment"], (n) => `At ${n} s you switch.`),
  frame(["percent"], (n) => `You lean ${n} percent.`),
  frame(["percent"], (n) => `You lean ${n}%.`),
  frame(["deg/s"], (n) => `The lean builds at ${n} degrees a second.`),
  frame(["T"], (n) => `The hand is ${n} torso lengths up.`),
  frame(["ratio"], (n) => `The feet are ${n} hip widths apart.`),
  frame(["hz"], (n) => `You make ${n} turns a second.`),
  frame(["turn"], (n) => `Turn ${n} is good.`),
  frame(["turn"], (n) => `Turns 1, 2 and ${n} are good.`),
  frame(["count"], (n) => `You made ${n} turns.`),
  frame(["leftCount"], (n) => `You made ${n} left turns.`),
  frame(["rightCount"], (n) => `You made ${n} right turns.`),
  { ...frame(["deg", "ratio", "hz"], (n) => `You lean 48.3 degrees, plus or minus ${n}.`), isError: true },
  { ...frame(["deg"], (n) => `You lean 48.3 ± ${n} degrees.`), isError: true },
  frame(["ratio", "hz"], (n) => `It is ${n}.`),
];
/** What no number of an analysis is. */
const NOTHING: readonly Frame["say"][] = [
  (n) => `In ${n} of 9 turns you are late.`,
  (n) => `${n} out of 9 are late.`,
  (n) => `You lean ${n}x as much.`,
  (n) => `You drop the hand ${n} times.`,
  (n) => `The feet are ${n} inches apart.`,
  (n) => `The hand is ${n} m up.`,
  (n) => `That is ${n} points better.`,
  (n) => `You pull ${n} Gs.`,
  (n) => `You ski ${n} km/h.`,
  (n) => `Do ${n} runs of this.`,
  (n) => `It is a ${n}-fold change.`,
  (n) => `It is ${n}:1.`,
  (n) => `You lean ${n} degrees per metre.`,
  (n) => `You are ${n} skiers behind.`,
];

/** A known number as it was measured or to fewer decimals, in digits or, where it is small and whole, in words. */
const dressed = fc
  .tuple(fc.constantFrom(...KNOWN), fc.nat(2), fc.boolean())
  .map(([{ value }, fewer, inWords]) => {
    const exact = String(Math.abs(value));
    const decimals = Math.max(0, (exact.split(".")[1]?.length ?? 0) - fewer);
    const digits = Math.abs(value).toFixed(decimals);
    const word = [...CARDINAL].find(([, number]) => String(number) === digits)?.[0];
    return { digits, decimals, written: inWords && word && digits !== "1" ? word : digits };
  });

/** Whether the run holds a number as what the frame says it is, `within` of it. */
const holds = ({ kinds, isError, say }: Frame, digits: string, within: number): boolean =>
  KNOWN.some(
    (one: KnownNumber) =>
      kinds.includes(one.kind) &&
      (one.isError ?? false) === (isError ?? false) &&
      (one.only?.test(say("")) ?? true) &&
      Math.abs(Math.abs(one.value) - Number(digits)) <= within + 1e-9,
  );

const WHOLE: ReadonlySet<NumberKind> = new Set(["turn", "count", "leftCount", "rightCount"]);

const passes = (text: string): boolean => {
  const feedback: Feedback = {
    engine: "bedrock",
    focus: null,
    strengths: [],
    notes: [{ text, evidence: [] }],
  };
  return checkGrounded(feedback, { analysis: FULL_RUN }).length === 0;
};

describe("a number that was measured", () => {
  it("passes as what it is and, however it is dressed, never as what nothing in the run is", () => {
    fc.assert(
      fc.property(dressed, fc.constantFrom(...FRAMES), ({ digits, decimals, written }, frame) => {
        const passed = passes(frame.say(written));
        // Turn 4.0 is no turn, though 4 is one.
        const isWhole = decimals > 0 && WHOLE.has(frame.kinds[0]!);
        if (holds(frame, digits, 0)) expect(passed).toBe(!isWhole);
        if (!holds(frame, digits, 10 ** -decimals / 2)) expect(passed).toBe(false);
      }),
      { numRuns: 3_000 },
    );
  });

  it("never passes as a share, a multiple, a score or in a unit that nothing was measured in", () => {
    fc.assert(
      fc.property(dressed, fc.constantFrom(...NOTHING), ({ written }, say) => {
        expect(passes(say(written))).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });
});
