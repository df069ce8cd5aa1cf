export interface FrameDifference {
  timeS: number;
  /** 1 minus the similarity of the two pictures after the camera's motion is compensated. */
  dissimilarity: number;
}

/** Frames on each side that a cut must exceed: a fast pan or a flurry of snow lasts longer. */
const NEIGHBORS = 3;
const RETURN_WITHIN = 5;
const MIN_DISSIMILARITY = 0.4;
const MIN_RISE = 0.25;

/** Reports whether a frame probably begins another shot. `findCuts` decides with later frames. */
export function isLikelyCut(earlier: readonly FrameDifference[], difference: FrameDifference): boolean {
  return standsOut(difference, earlier.slice(-NEIGHBORS));
}

/** Returns the times of the cuts; several differing frames (a fast pan) or two close jumps are none. */
export function findCuts(differences: readonly FrameDifference[]): number[] {
  const jumps = differences.flatMap((difference, i) => {
    const before = differences.slice(Math.max(0, i - NEIGHBORS), i);
    const after = differences.slice(i + 1, i + 1 + NEIGHBORS);
    return standsOut(difference, before) && standsOut(difference, after) ? [i] : [];
  });
  return jumps
    .filter((at) => !jumps.some((other) => other !== at && Math.abs(other - at) <= RETURN_WITHIN))
    .map((at) => differences[at]!.timeS);
}

function standsOut({ dissimilarity }: FrameDifference, others: readonly FrameDifference[]): boolean {
  if (others.length === 0) return false;
  const highest = Math.max(...others.map((other) => other.dissimilarity));
  return dissimilarity > MIN_DISSIMILARITY && dissimilarity > highest + MIN_RISE;
}
