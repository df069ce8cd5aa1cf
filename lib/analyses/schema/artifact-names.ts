/** The files an analysis makes once; apex stills, one for each turn, come besides. */
export const ARTIFACTS = ["poster.jpg", "montage.jpg", "playback.mp4", "track.json"] as const;

/** A clip of five minutes cannot hold more turns. */
const MAX_TURNS = 999;

export type ApexStillName = `apex-${number}.jpg`;
export type ArtifactName = (typeof ARTIFACTS)[number] | ApexStillName;

/** The picture of one turn's apex, by the turn's index. */
export const apexStill = (turnIndex: number): ApexStillName => `apex-${turnIndex}.jpg`;

/** Every name an analysis can have stored something under. */
export const everyArtifact = (): ArtifactName[] => [
  ...ARTIFACTS,
  ...Array.from({ length: MAX_TURNS }, (_, i) => apexStill(i + 1)),
];
