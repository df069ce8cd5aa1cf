/** How a detector looks at a frame: at the whole picture, or closer and several times slower. */
export type Look = "quick" | "thorough";

/**
 * What is being followed: `nobody`; `unsure`, one or several people of whom none skis yet; `several`, a skier among
 * others; `skier`, one person who clearly skis.
 */
export type Situation = "nobody" | "unsure" | "several" | "skier";

/** Seconds between two looks: the first gap, and the longest that it grows to while nothing is found. */
const GAPS_S = {
  nobody: { quick: [0.3, 0.6], thorough: [1, 4] },
  unsure: { quick: [0.5, 0.5], thorough: [2.5, 5] },
  several: { quick: [1, 1], thorough: [Infinity, Infinity] },
  skier: { quick: [3, 12], thorough: [Infinity, Infinity] },
} as const satisfies Record<Situation, Record<Look, readonly [first: number, longest: number]>>;
const GROWTH = 2;

/** Decides when to look for people. Looks get rarer while they find nothing, so that empty stretches stay cheap. */
export class Lookout {
  #situation: Situation | null = null;
  #sinceS = 0;
  readonly #lastS: Record<Look, number> = { quick: -Infinity, thorough: -Infinity };
  #gapS: Record<Look, number> = { quick: 0, thorough: 0 };
  /** Others are looked for more and more rarely through the whole shot, or each one met would start it over. */
  #skierGapS: number = GAPS_S.skier.quick[0];

  /** The look that is due at a time, or null. A thorough look is due only after a quick one has been in vain. */
  due(timeS: number, situation: Situation): Look | null {
    if (situation !== this.#situation) {
      this.#situation = situation;
      this.#sinceS = timeS;
      this.#gapS = { quick: GAPS_S[situation].quick[0], thorough: GAPS_S[situation].thorough[0] };
      if (situation === "skier") this.#gapS.quick = this.#skierGapS;
    }
    if (timeS - this.#lastS.quick >= this.#gapS.quick) return "quick";
    if (this.#lastS.quick !== timeS) return null;
    const waitingSinceS =
      situation === "nobody" ? this.#lastS.thorough : Math.max(this.#lastS.thorough, this.#sinceS);
    return timeS - waitingSinceS >= this.#gapS.thorough ? "thorough" : null;
  }

  /** Notes a look and whether it found anybody new. */
  looked(timeS: number, look: Look, found: boolean): void {
    this.#lastS[look] = timeS;
    if (this.#situation === "skier") {
      this.#skierGapS = Math.min(this.#skierGapS * GROWTH, GAPS_S.skier.quick[1]);
      this.#gapS.quick = this.#skierGapS;
    }
    if (found || !this.#situation || this.#situation === "skier") return;
    this.#gapS[look] = Math.min(this.#gapS[look] * GROWTH, GAPS_S[this.#situation][look][1]);
  }

  /** Another shot begins: look at once, as at the start. */
  restart(): void {
    this.#situation = null;
    this.#skierGapS = GAPS_S.skier.quick[0];
    this.#lastS.quick = -Infinity;
    this.#lastS.thorough = -Infinity;
  }
}
