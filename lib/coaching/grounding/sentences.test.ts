import { describe, expect, it } from "vitest";
import type { Feedback } from "@/lib/analyses/schema";
import { FULL_RUN } from "@/tests/bedrock/full-run";
import { HONEST } from "@/tests/bedrock/honest";
import { LIES } from "@/tests/bedrock/lies";
import { checkGrounded } from ".";

const noting = (text: string): Feedback => ({
  engine: "bedrock",
  focus: null,
  strengths: [],
  notes: [{ text, evidence: [] }],
});

describe("grounding, on sentences as models write them", () => {
  it.each(HONEST)("leaves what was measured: %s", (text) => {
    expect(checkGrounded(noting(text), { analysis: FULL_RUN })).toEqual([]);
  });

  it.each([
    "5 ",
    "first half ",
    "third, ",
    "3rd ",
    "3rd and ",
    "third third ",
    "five and ",
    "one hundred ",
    "turn 5, ",
    "turns 5 and ",
    "5 to ",
    "5, ",
    "0.5 of ",
    "1/",
    "a second ",
    "± 5 ",
    "5 left ",
    "5 times the ",
    "first, second and ",
    "at 5 s to ",
    "9",
    " ",
    ";",
    "-",
  ])("reads eight hundred letters of “%s” at once", (piece) => {
    const text = piece.repeat(800 / piece.length);
    const from = performance.now();
    for (const end of ["", "5", "x", "turns", "third"]) {
      checkGrounded(noting(text + end), { analysis: FULL_RUN });
    }
    expect(performance.now() - from).toBeLessThan(2_000);
  });

  it.each(LIES)("takes out what was not: %s", (text) => {
    expect(checkGrounded(noting(text), { analysis: FULL_RUN })).not.toEqual([]);
  });
});
