/** Corrects the cut-off so that two passes attenuate it by 3 dB (Winter 2009). */
const TWO_PASS_CORRECTION = (Math.SQRT2 - 1) ** 0.25;
/** Above this share of the sampling rate the bilinear transform distorts the filter too much. */
const MAX_CUTOFF_SHARE = 0.4;

/**
 * Zero-phase low-pass: a second-order Butterworth filter run forwards and backwards over the finite values,
 * with reflected ends. The cut-off is lowered when the sampling is too slow for it. NaN stays NaN.
 */
export function lowPass(signal: ArrayLike<number>, rateHz: number, cutoffHz: number): Float64Array {
  const out = Float64Array.from(signal);
  const cutoff = Math.min(cutoffHz, rateHz * MAX_CUTOFF_SHARE);
  const coefficients = butterworth(cutoff, rateHz);
  const reach = Math.ceil((1.5 * rateHz) / cutoff);
  for (const { from, to } of finiteRuns(out)) {
    out.set(filterBothWays(out.subarray(from, to), coefficients, reach), from);
  }
  return out;
}

export function finiteRuns(signal: ArrayLike<number>): { from: number; to: number }[] {
  const runs: { from: number; to: number }[] = [];
  let from = -1;
  for (let i = 0; i <= signal.length; i++) {
    const seen = i < signal.length && Number.isFinite(signal[i]);
    if (seen && from < 0) from = i;
    if (!seen && from >= 0) {
      runs.push({ from, to: i });
      from = -1;
    }
  }
  return runs;
}

interface Coefficients {
  b0: number;
  b1: number;
  b2: number;
  a1: number;
  a2: number;
}

function butterworth(cutoffHz: number, rateHz: number): Coefficients {
  const k = Math.tan((Math.PI * cutoffHz) / rateHz) / TWO_PASS_CORRECTION;
  const norm = 1 / (1 + Math.SQRT2 * k + k * k);
  const b0 = k * k * norm;
  return { b0, b1: 2 * b0, b2: b0, a1: 2 * (k * k - 1) * norm, a2: (1 - Math.SQRT2 * k + k * k) * norm };
}

function filterBothWays(signal: Float64Array, coefficients: Coefficients, reach: number): Float64Array {
  const count = signal.length;
  const pad = Math.min(count - 1, reach);
  if (pad < 1) return signal;
  const first = signal[0]!;
  const last = signal[count - 1]!;
  const extended = new Float64Array(count + 2 * pad);
  for (let i = 0; i < pad; i++) {
    extended[i] = 2 * first - signal[pad - i]!;
    extended[pad + count + i] = 2 * last - signal[count - 2 - i]!;
  }
  extended.set(signal, pad);
  filterInPlace(extended, coefficients);
  extended.reverse();
  filterInPlace(extended, coefficients);
  extended.reverse();
  return extended.subarray(pad, pad + count);
}

function filterInPlace(signal: Float64Array, { b0, b1, b2, a1, a2 }: Coefficients): void {
  const start = signal[0]!;
  let z2 = (b2 - a2) * start;
  let z1 = (b1 - a1) * start + z2;
  for (let i = 0; i < signal.length; i++) {
    const x = signal[i]!;
    const y = b0 * x + z1;
    z1 = b1 * x - a1 * y + z2;
    z2 = b2 * x - a2 * y;
    signal[i] = y;
  }
}
