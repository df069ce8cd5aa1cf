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

  it.each(LIES)("takes out what was not: %s", (text) => {
    expect(checkGrounded(noting(text), { analysis: FULL_RUN })).not.toEqual([]);
  });
});
