/** How a frame differs from the one before it. */
export interface Change {
  timeS: number;
  /** 1 minus the likeness of the two pictures once the camera's motion is undone. */
  unlike: number;
}

/** Frames on each side that a cut must stand out from: a fast pan or a flurry of snow is unlike for longer. */
const AROUND = 3;
/** Frames within which a second jump leads back to the same shot. */
const BACK = 5;
const MIN_UNLIKE = 0.4;
const RISE = 0.25;

/**
 * Whether a frame may begin another shot, judged by the changes before it only: a reason to look for people anew.
 * `findCuts` decides later, with both sides.
 */
export function looksLikeCut(earlier: readonly Change[], change: Change): boolean {
  return standsOut(change, earlier.slice(-AROUND));
}

/**
 * Times at which the picture jumps to another shot. A change of exposure moves the grey levels but not the picture; a
 * fast pan is undone before comparing, and when too fast for that, it lasts for several frames; what passes close in
 * front of the camera makes two jumps within a moment.
 */
export function findCuts(changes: readonly Change[]): number[] {
  const jumps = changes.flatMap((change, i) => {
    const before = changes.slice(Math.max(0, i - AROUND), i);
    const after = changes.slice(i + 1, i + 1 + AROUND);
    return standsOut(change, before) && standsOut(change, after) ? [i] : [];
  });
  return jumps
    .filter((at) => !jumps.some((other) => other !== at && Math.abs(other - at) <= BACK))
    .map((at) => changes[at]!.timeS);
}

function standsOut({ unlike }: Change, others: readonly Change[]): boolean {
  if (others.length === 0) return false;
  return unlike > MIN_UNLIKE && unlike > Math.max(...others.map((other) => other.unlike)) + RISE;
}
