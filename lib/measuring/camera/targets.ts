/** What the network says of each sample. Angles in degrees; signs are the skier's: positive to the left. */
export const TARGETS = [
  "leanDeg",
  "angulationLeftDeg",
  "angulationRightDeg",
  "shoulderLevelDeg",
  "hipLevelDeg",
  "shinDifferenceDeg",
  "kneeLeftDeg",
  "kneeRightDeg",
  "hipLeftDeg",
  "hipRightDeg",
  "stanceRatio",
  "handLeftT",
  "handRightT",
  "foreAftT",
  "sinYaw",
  "cosYaw",
  "rollDeg",
] as const;
export type Target = (typeof TARGETS)[number];

/** The target that each one becomes in a mirror, and its sign there. */
const IN_MIRROR: Record<Target, readonly [Target, 1 | -1]> = {
  leanDeg: ["leanDeg", -1],
  angulationLeftDeg: ["angulationRightDeg", -1],
  angulationRightDeg: ["angulationLeftDeg", -1],
  shoulderLevelDeg: ["shoulderLevelDeg", -1],
  hipLevelDeg: ["hipLevelDeg", -1],
  shinDifferenceDeg: ["shinDifferenceDeg", 1],
  kneeLeftDeg: ["kneeRightDeg", 1],
  kneeRightDeg: ["kneeLeftDeg", 1],
  hipLeftDeg: ["hipRightDeg", 1],
  hipRightDeg: ["hipLeftDeg", 1],
  stanceRatio: ["stanceRatio", 1],
  handLeftT: ["handRightT", 1],
  handRightT: ["handLeftT", 1],
  foreAftT: ["foreAftT", 1],
  sinYaw: ["sinYaw", -1],
  cosYaw: ["cosYaw", 1],
  rollDeg: ["rollDeg", -1],
};

/** Index and sign of what each target is read from in the mirrored answer. */
export const MIRROR = TARGETS.map((name) => {
  const [from, sign] = IN_MIRROR[name];
  return { from: TARGETS.indexOf(from), sign };
});
