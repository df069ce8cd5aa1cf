/** `quick` searches the whole picture at once; `thorough` also enlarged tiles, several times slower. */
export type DetectionMode = "quick" | "thorough";

/** `undecided`: people are tracked, none of whom skis yet. */
export type TrackingState = "nobody" | "undecided" | "skierAmongOthers" | "skierAlone";

/** Seconds between two detections: the first interval, and the longest it grows to while nobody is found. */
const INTERVALS_S = {
  nobody: { quick: [0.3, 0.6], thorough: [1, 4] },
  undecided: { quick: [0.5, 0.5], thorough: [2.5, 5] },
  skierAmongOthers: { quick: [1, 1], thorough: [Infinity, Infinity] },
  skierAlone: { quick: [3, 12], thorough: [Infinity, Infinity] },
} as const satisfies Record<TrackingState, Record<DetectionMode, readonly [first: number, longest: number]>>;
const GROWTH = 2;

/** Decides when to detect people. Intervals grow while nobody is found. */
export class DetectionSchedule {
  #state: TrackingState | null = null;
  #sinceS = 0;
  readonly #lastS: Record<DetectionMode, number> = { quick: -Infinity, thorough: -Infinity };
  #intervalS: Record<DetectionMode, number> = { quick: 0, thorough: 0 };
  /** Kept through the whole shot, because every passer-by that is found would otherwise reset it. */
  #skierIntervalS: number = INTERVALS_S.skierAlone.quick[0];

  /**
   * The detection that is due at a time, or null. A thorough one is due only after a quick one at the same
   * time.
   */
  due(timeS: number, state: TrackingState): DetectionMode | null {
    if (state !== this.#state) this.#enter(state, timeS);
    if (timeS - this.#lastS.quick >= this.#intervalS.quick) return "quick";
    if (this.#lastS.quick !== timeS) return null;
    const sinceS = state === "nobody" ? this.#lastS.thorough : Math.max(this.#lastS.thorough, this.#sinceS);
    return timeS - sinceS >= this.#intervalS.thorough ? "thorough" : null;
  }

  record(timeS: number, mode: DetectionMode, found: boolean): void {
    this.#lastS[mode] = timeS;
    if (this.#state === "skierAlone") {
      this.#skierIntervalS = Math.min(this.#skierIntervalS * GROWTH, INTERVALS_S.skierAlone.quick[1]);
      this.#intervalS.quick = this.#skierIntervalS;
    }
    if (found || !this.#state || this.#state === "skierAlone") return;
    this.#intervalS[mode] = Math.min(this.#intervalS[mode] * GROWTH, INTERVALS_S[this.#state][mode][1]);
  }

  restart(): void {
    this.#state = null;
    this.#skierIntervalS = INTERVALS_S.skierAlone.quick[0];
    this.#lastS.quick = -Infinity;
    this.#lastS.thorough = -Infinity;
  }

  #enter(state: TrackingState, timeS: number): void {
    this.#state = state;
    this.#sinceS = timeS;
    const { quick, thorough } = INTERVALS_S[state];
    this.#intervalS = {
      quick: state === "skierAlone" ? this.#skierIntervalS : quick[0],
      thorough: thorough[0],
    };
  }
}
