import { describe, expect, it } from "vitest";
import { runOf } from "@/tests/bedrock/alternating-turns";
import { earlierRunOf } from "../history";
import { findingText } from "../schema/render";
import { findingsOf } from ".";

const leaning = (degrees: number[], plusMinus: number) => runOf({ inclinationDeg: degrees }, plusMinus);

const kindsOf = (...input: Parameters<typeof findingsOf>) =>
  findingsOf(...input).map(({ finding }) => finding.kind);
const EVEN = [42, 40, 41, 40, 42, 39, 41, 40, 41];
const STRONG_START = [50, 49, 51, 45, 44, 45, 35, 34, 36];

describe("findingsOf", () => {
  it("contains noDifference instead of differences within twice their error", () => {
    expect(kindsOf(leaning(EVEN, 3))).toEqual(["even", "spread", "noDifference"]);
    expect(kindsOf(leaning(EVEN, 3), [earlierRunOf(leaning(EVEN, 3))!])).not.toContain("earlier");
  });

  it.each([
    ["sides", leaning([48, 34, 47, 33, 49, 34, 48, 35], 2), "smaller in right turns than in left turns"],
    ["sides", leaning([34, 48, 33, 47, 34, 49, 35, 48], 2), "larger in right turns than in left turns"],
    ["fade", leaning(STRONG_START, 1), "smaller in the last third of the run than in the first"],
    [
      "fade",
      leaning([...STRONG_START].reverse(), 1),
      "larger in the last third of the run than in the first",
    ],
    ["turn", leaning([40, 41, 40, 60, 41, 40, 41], 2), "in turn 4 your lean at the apex is 20 ± 2° larger"],
    ["turn", leaning([40, 41, 40, 20, 41, 40, 41], 2), "in turn 4 your lean at the apex is 21 ± 2° smaller"],
  ])("writes the direction of a %s finding from the sign of its value", (kind, analysis, text) => {
    const texts = findingsOf(analysis).filter(({ finding }) => finding.kind === kind);
    expect(texts.map(({ finding }) => findingText(finding, "en")).join("; ")).toContain(text);
  });

  it("contains a difference from an earlier run that exceeds the errors of both", () => {
    const found = findingsOf(leaning(EVEN, 1), [
      earlierRunOf(
        leaning(
          EVEN.map((value) => value - 12),
          1,
        ),
      )!,
    ]);
    const [then] = found.filter(({ finding }) => finding.kind === "earlier");
    expect(findingText(then!.finding, "en")).toBe(
      "your lean at the apex is 12 ± 2° larger than in an earlier run",
    );
    expect(then!.evidence).toEqual([
      { turn: null, atS: 0.5, measure: "inclinationDeg", statistic: "earlier", value: 29 },
    ]);
  });

  it("numbers its findings from 1", () => {
    const ids = findingsOf(leaning(STRONG_START, 1)).map(({ finding }) => finding.id);
    expect(ids).toEqual(ids.map((_, i) => i + 1));
  });
});
