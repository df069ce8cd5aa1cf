import type { FeedbackLanguage, Finding, MeasureComparison, MeasureKey } from "@/lib/analyses/schema";

/** A measure as a subject with its verb, and the words for a larger and a smaller value. */
type MeasurePhrase = readonly [subject: string, verb: string, larger: string, smaller: string];

const ENGLISH: Record<MeasureKey, MeasurePhrase> = {
  durationS: ["your turn time", "is", "longer", "shorter"],
  apexPosition: ["your apex in the turn", "is", "later", "earlier"],
  initiationS: ["your initiation", "is", "longer", "shorter"],
  shapingS: ["your shaping", "is", "longer", "shorter"],
  completionS: ["your completion", "is", "longer", "shorter"],
  inclinationDeg: ["your lean at the apex", "is", "larger", "smaller"],
  angulationDeg: ["your angulation at the apex", "is", "larger", "smaller"],
  shoulderLevelDeg: ["your inside shoulder at the apex", "is", "lower", "higher"],
  hipLevelDeg: ["your inside hip at the apex", "is", "lower", "higher"],
  levelDifferenceDeg: ["your shoulder line against your hip line", "is", "lower inside", "higher inside"],
  shinMatchDeg: ["your outside shin against the inside one", "is", "further over", "less far over"],
  legLengthRatio: ["your outside leg as a multiple of the inside one", "is", "longer", "shorter"],
  stanceWidthRatio: ["your stance in hip widths", "is", "wider", "narrower"],
  aFrameRatio: ["your knee gap as a share of the ankle gap", "is", "larger", "smaller"],
  handHeightT: ["your hands", "are", "higher", "lower"],
  insideHandDropT: ["the drop of your inside hand", "is", "larger", "smaller"],
  shoulderSteadinessDeg: ["the movement of your shoulder line", "is", "larger", "smaller"],
  headSwayT: ["the sway of your head", "is", "larger", "smaller"],
  edgeChangeS: ["your edge change", "is", "longer", "shorter"],
  buildRateDegPerS: ["the growth of your lean", "is", "faster", "slower"],
  timeToShapingS: ["your time to shaping", "is", "longer", "shorter"],
  verticalTravelT: ["your vertical travel", "is", "larger", "smaller"],
  kneeFlexionOutsideDeg: ["the bend of your outside knee", "is", "larger", "smaller"],
  kneeFlexionInsideDeg: ["the bend of your inside knee", "is", "larger", "smaller"],
  hipFlexionOutsideDeg: ["the bend of your outside hip", "is", "larger", "smaller"],
  hipFlexionInsideDeg: ["the bend of your inside hip", "is", "larger", "smaller"],
  kneeFlexionNearDeg: ["the bend of your nearer knee", "is", "larger", "smaller"],
  hipFlexionNearDeg: ["the bend of your nearer hip", "is", "larger", "smaller"],
  foreAftT: ["your centre of mass over the feet", "is", "further forward", "further back"],
  trunkShankDeg: ["the angle of your trunk against your shin", "is", "larger", "smaller"],
};

function englishComparison({ kind, measure, value, turn }: MeasureComparison, amount: string): string {
  const [subject, verb, larger, smaller] = ENGLISH[measure];
  const compared = `${subject} ${verb} ${amount} ${value > 0 ? larger : smaller}`;
  switch (kind) {
    case "sides":
      return `${compared} in right turns than in left turns`;
    case "fade":
      return `${compared} in the last third of the run than in the first`;
    case "turn":
      return `in turn ${turn} ${compared} than is usual in your other turns`;
    case "earlier":
      return `${compared} than in an earlier run`;
    case "even":
      return `${subject} ${verb} alike to both sides: ${amount} apart, less than this clip can tell`;
    case "spread":
      return `${subject} ${verb === "is" ? "varies" : "vary"} by ${amount} from turn to turn`;
  }
}

function englishFinding(finding: Finding, amount: string): string {
  switch (finding.kind) {
    case "aFrame":
      return `in ${finding.count} turns the knees come together while the shins stay apart`;
    case "photo":
      return "a photo shows one moment, so there are no other turns to compare it with. Film a run for a focus";
    case "noTurns":
      return "no whole turn was seen, so there is nothing to compare";
    case "fewTurns":
      return finding.count === 1
        ? "only one whole turn was seen, too few to compare. A longer clip shows what repeats"
        : `only ${finding.count} whole turns were seen, too few to compare with each other. A longer clip shows what repeats`;
    case "noDifference":
      return "nothing stands out: the differences between your turns are no larger than this clip can measure. Compare it with another run";
    case "fall":
      return "the run ends in a fall. Check that everyone is well first; only the turns before it are compared";
    case "leanHidden":
      return "from this camera angle lean and angulation were not compared. Film from below or above as well";
    default:
      return englishComparison(finding, amount);
  }
}

interface Phrases {
  turn(index: number): string;
  count(of: "left" | "right" | "all", count: number): string;
  /** A clause in lower case without a full stop. `amount`: the size of a comparison with its error. */
  finding(finding: Finding, amount: string): string;
}

/** The text that replaces a slot, by language. */
export const PHRASES: Record<FeedbackLanguage, Phrases> = {
  en: {
    turn: (index) => `turn ${index}`,
    count: (of, count) => `${count} ${of === "all" ? "" : `${of} `}${count === 1 ? "turn" : "turns"}`,
    finding: englishFinding,
  },
};
