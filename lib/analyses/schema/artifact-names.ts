/** The artifacts of an analysis besides its apex stills, one for each turn. */
export const ARTIFACTS = ["poster.jpg", "montage.jpg", "playback.mp4", "track.json"] as const;

/** More than a clip of the longest duration, five minutes, has. */
const MAX_TURNS = 999;

export type ApexStillName = `apex-${number}.jpg`;
export type ArtifactName = (typeof ARTIFACTS)[number] | ApexStillName;

export const apexStill = (turnIndex: number): ApexStillName => `apex-${turnIndex}.jpg`;

/** Returns every artifact name that an analysis may have stored. */
export const everyArtifact = (): ArtifactName[] => [
  ...ARTIFACTS,
  ...Array.from({ length: MAX_TURNS }, (_, i) => apexStill(i + 1)),
];
