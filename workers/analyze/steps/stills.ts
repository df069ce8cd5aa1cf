import { type MontageCell, montage, type OpenedMedia, type Still } from "@/lib/adapters/media";
import { type ArtifactName, apexStill, isShown, type Turn } from "@/lib/analyses/schema";
import type { CoachingStill, StillMoment } from "@/lib/coaching/material";
import type { Artifact, PipelineHooks } from "../artifact";
import type { Album } from "./album";
import { apexRegion, cutApex } from "./apex-picture";
import { coachStill } from "./coach-stills";
import { type Extent, extentAt } from "./extent";
import type { Measured } from "./measure";

const POSTER_PX = 1280;
/** Pictures held at once for the montage; a run with more turns shows its first ones there. */
const MONTAGE_TURNS = 24;

type Keep = Pick<PipelineHooks, "onArtifact">;

const image = (name: ArtifactName, bytes: Uint8Array, atS: number): Artifact => ({
  name,
  contentType: "image/jpeg",
  content: { bytes },
  atS,
});

const keepPoster = async (still: Still, keep: Keep): Promise<void> => {
  const widthPx = Math.min(POSTER_PX, still.widthPx);
  await keep.onArtifact(image("poster.jpg", await still.jpeg(null, { widthPx }), still.timeS));
};

/**
 * The first picture people see, before anything is known of the skier: a third into the clip, where someone is most often
 * in view.
 */
export async function cutPoster(media: OpenedMedia, keep: Keep): Promise<void> {
  for await (const still of media.stills([media.probe.durationS / 3])) await keepPoster(still, keep);
}

interface Apex {
  turn: Turn;
  skier: Extent;
}

/**
 * One picture of the skier at each apex, the montage of them, and a better poster: the clearest turn; and the moments that a
 * coach asked for. What the album has is not decoded again. Those of a part that cannot be decoded a second time are left
 * out.
 */
export async function cutStills(
  media: OpenedMedia,
  measured: Measured,
  album: Album,
  keep: Keep,
  moments: readonly StillMoment[] = [],
): Promise<CoachingStill[]> {
  const apexes = apexesOf(measured);
  const pictures = new Map<Turn, { timeS: number; jpeg: Uint8Array }>();
  for (const { turn, skier } of apexes) {
    const kept = await album.take(turn.apexS, skier);
    if (kept) pictures.set(turn, kept);
  }
  const clearest = Math.max(...apexes.map(({ turn }) => turn.confidence));
  const posterTurn = apexes.find(({ turn }) => turn.confidence === clearest)?.turn;
  const wanted = [
    ...apexes
      .filter(({ turn }) => !pictures.has(turn) || turn === posterTurn)
      .map(({ turn }) => ({ atS: turn.apexS, turn, moment: null })),
    ...moments.map((moment) => ({ atS: moment.atS, turn: null, moment })),
  ].sort((a, b) => a.atS - b.atS);
  const forCoach: CoachingStill[] = [];
  let next = 0;
  for await (const still of media.stills(wanted.map(({ atS }) => atS))) {
    const { atS, turn, moment } = wanted[next++] ?? {};
    const skier = atS !== undefined && extentAt(measured.smoothed, atS);
    if (!skier) continue;
    const region = apexRegion(still, skier);
    if (moment) {
      const jpeg = await coachStill(still, region, measured.smoothed, moment.atS);
      if (jpeg) forCoach.push({ ...moment, jpeg });
    }
    if (!turn) continue;
    if (!pictures.has(turn)) {
      pictures.set(turn, { timeS: still.timeS, jpeg: await cutApex(still, region) });
    }
    if (turn === posterTurn) await keepPoster(still, keep);
  }
  await keepApexes(apexes, pictures, keep);
  return forCoach;
}

async function keepApexes(
  apexes: readonly Apex[],
  pictures: ReadonlyMap<Turn, { timeS: number; jpeg: Uint8Array }>,
  keep: Keep,
): Promise<void> {
  const cells: MontageCell[] = [];
  for (const { turn } of apexes) {
    const picture = pictures.get(turn);
    if (!picture) continue;
    await keep.onArtifact(image(apexStill(turn.index), picture.jpeg, picture.timeS));
    if (cells.length < MONTAGE_TURNS) cells.push({ image: picture.jpeg, label: labelOf(turn) });
  }
  const [first] = apexes;
  if (!first || cells.length === 0) return;
  await keep.onArtifact(image("montage.jpg", await montage(cells), first.turn.apexS));
}

/** In the order of time; a turn at whose apex the skier is not seen has no picture. */
const apexesOf = ({ turns, smoothed }: Measured): Apex[] =>
  turns
    .toSorted((a, b) => a.apexS - b.apexS)
    .flatMap((turn) => {
      const skier = extentAt(smoothed, turn.apexS);
      return skier ? [{ turn, skier }] : [];
    });

/** As in `4 L 41°`. */
function labelOf(turn: Turn): string {
  const lean = turn.measures.inclinationDeg;
  const side = turn.side === null ? "" : turn.side === "left" ? " L" : " R";
  return `${turn.index}${side}${isShown(lean) ? ` ${lean.value.toFixed(0)}°` : ""}`;
}
