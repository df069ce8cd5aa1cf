import type { SkierOptions } from "./joints";
import type { Random } from "./random";

/** Where in its rhythm a run is. */
export interface RhythmPhase {
  /** Lean of the legs in degrees, positive to the skier's left. */
  legLeanDeg: number;
  /** 0 at a switch, 1 at an apex. */
  effort: number;
  /** 1 or -1 at a switch, 0 at an apex. */
  swing: number;
  /** Number of the turn; even turns go to the left. */
  turn: number;
}

const RUN_S = 40;

interface Rhythm {
  turnS: number;
  phaseAt(timeS: number): RhythmPhase;
}

/** Draws a rhythm: turns of varying length, size and shape, joined smoothly. */
export function drawRhythm(random: Random, options: SkierOptions): Rhythm {
  const turnS = options.turnS ?? random.between(0.5, 1.8);
  const meanLean = options.meanLeanDeg ?? random.between(14, 56);
  const difference =
    options.leanDifferenceDeg ?? (random.chance(0.5) ? 0 : random.normal(Math.min(6, meanLean / 4)));
  const timeDifference = options.timeDifference ?? (random.chance(0.6) ? 0 : random.normal(0.08));
  const lengthJitter = random.between(0.02, 0.14);
  const sizeJitter = random.between(0.02, 0.12);
  const third = random.between(-0.08, 0.12);
  const skew = random.normal(0.06);

  const switches: number[] = [];
  const sizes: number[] = [];
  let atS = -random.between(2, 4) * turnS;
  for (let turn = 0; atS < RUN_S; turn++) {
    const sign = turn % 2 === 0 ? 1 : -1;
    switches.push(atS);
    sizes.push((meanLean + (sign * difference) / 2) * (1 + sizeJitter * random.between(-1, 1)));
    atS += turnS * (1 + (sign * timeDifference) / 2) * (1 + lengthJitter * random.between(-1, 1));
  }
  const lengthOf = (turn: number) => (switches[turn + 1] ?? switches[turn]! + turnS) - switches[turn]!;
  const slopes = switches.map((_, turn) => 2 / (lengthOf(Math.max(0, turn - 1)) + lengthOf(turn)));

  const placeAt = (timeS: number): number => {
    let turn = 0;
    while (turn + 2 < switches.length && switches[turn + 1]! <= timeS) turn++;
    const lengthS = lengthOf(turn);
    const u = Math.min(1, Math.max(0, (timeS - switches[turn]!) / lengthS));
    const start = slopes[turn]! * lengthS;
    const end = slopes[turn + 1]! * lengthS;
    return turn + (u ** 3 - 2 * u ** 2 + u) * start + (3 * u ** 2 - 2 * u ** 3) + (u ** 3 - u ** 2) * end;
  };
  const sizeAt = (placement: number): number => {
    const apex = Math.max(0, Math.floor(placement - 0.5));
    const u = Math.min(1, Math.max(0, placement - 0.5 - apex));
    const from = sizes[apex]!;
    return from + ((sizes[apex + 1] ?? from) - from) * (0.5 - Math.cos(Math.PI * u) / 2);
  };

  return {
    turnS,
    phaseAt(timeS) {
      const placement = placeAt(timeS);
      const turn = Math.floor(placement);
      const within = placement - turn;
      const skewed = turn + within + skew * Math.sin(2 * Math.PI * within) * 0.5;
      const wave = (Math.sin(Math.PI * skewed) + third * Math.sin(3 * Math.PI * skewed)) / (1 - third);
      return {
        legLeanDeg: sizeAt(placement) * wave,
        effort: Math.min(1, Math.abs(wave)),
        swing: Math.cos(Math.PI * skewed),
        turn,
      };
    },
  };
}
