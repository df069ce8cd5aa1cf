/** The parameters of the motion of the skier. */
export interface SkiingParams {
  /** Mean time from switch to switch. */
  turnS: number;
  /** Lean of the legs at the apex. Below 5 the skier runs straight. */
  leanLeftDeg: number;
  leanRightDeg: number;
  /** Share of the lean of the legs that the trunk does not follow; 0.6 is strong angulation. */
  angulation: number;
  /** Drop of the inside hand during shaping. */
  handDropM: number;
  speedMPerS: number;
  /** Seed of the small differences between turns. */
  seed: number;
  /** Time of a fall. */
  fallS?: number;
}

/** Returns a generator of pseudo-random numbers in 0..1 (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export interface TurnPhase {
  /** Lean of the legs, positive to the skier's left. */
  legLeanDeg: number;
  /** 0 at a switch, 1 at an apex. */
  effort: number;
  /** d(legLean)/dt over its usual largest value: 1 or -1 at a switch. */
  swing: number;
}

const TURNS_BEFORE = 3;
const RUN_S = 40;

/** Returns the phase of the turns over time. Time 0 is inside a turn. */
export function turnSignal(params: SkiingParams): (timeS: number) => TurnPhase {
  const random = seeded(params.seed);
  const switches: number[] = [];
  const sizes: number[] = [];
  let atS = -(TURNS_BEFORE + 0.35) * params.turnS;
  for (let turn = 0; atS < RUN_S; turn++) {
    switches.push(atS);
    const full = turn % 2 === 0 ? params.leanLeftDeg : params.leanRightDeg;
    sizes.push(full * (1 + 0.08 * (random() - 0.5)));
    atS += params.turnS * (1 + 0.12 * (random() - 0.5));
  }
  // Cubic interpolation keeps the angular speed continuous between turns.
  const slopes = switches.map((_, i) => {
    const before = switches[i]! - (switches[i - 1] ?? switches[i]! - params.turnS);
    const after = (switches[i + 1] ?? switches[i]! + params.turnS) - switches[i]!;
    return 2 / (before + after);
  });

  const phaseAt = (timeS: number) => {
    let turn = 0;
    while (turn + 2 < switches.length && switches[turn + 1]! <= timeS) turn++;
    const start = switches[turn]!;
    const length = switches[turn + 1]! - start;
    const u = Math.min(1, Math.max(0, (timeS - start) / length));
    const m0 = slopes[turn]! * length;
    const m1 = slopes[turn + 1]! * length;
    return turn + (u ** 3 - 2 * u ** 2 + u) * m0 + (3 * u ** 2 - 2 * u ** 3) + (u ** 3 - u ** 2) * m1;
  };
  const sizeAt = (phase: number) => {
    const apex = Math.max(0, Math.floor(phase - 0.5));
    const u = Math.min(1, Math.max(0, phase - 0.5 - apex));
    const ease = (1 - Math.cos(Math.PI * u)) / 2;
    const from = sizes[apex]!;
    return from + (sizes[Math.min(apex + 1, sizes.length - 1)]! - from) * ease;
  };
  // The third harmonic prolongs the apex.
  const shape = (phase: number) => (Math.sin(Math.PI * phase) + 0.06 * Math.sin(3 * Math.PI * phase)) / 0.94;

  return (timeS) => {
    const phase = phaseAt(timeS);
    const wave = shape(phase);
    return {
      legLeanDeg: sizeAt(phase) * wave,
      effort: Math.abs(wave),
      swing: Math.cos(Math.PI * phase),
    };
  };
}
