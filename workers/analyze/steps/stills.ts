import { cropAround, type MontageCell, montage, type OpenedMedia, type Still } from "@/lib/adapters/media";
import { type ArtifactName, apexStill, isShown, type Turn } from "@/lib/analyses/schema";
import type { Moment, MomentStill } from "@/lib/coaching/service";
import type { Artifact, PipelineHooks } from "../artifact";
import { coachStill } from "./coach-stills";
import { type Extent, extentAt } from "./extent";
import type { Measured } from "./measure";

const POSTER_PX = 1280;
const APEX = { widthPx: 540, heightPx: 720 } as const;
const CELL = { widthPx: 270, heightPx: 360 } as const;
/** Room around the skier, for skis and poles, which have no keypoints. */
const ROOM = 1.45;
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

/**
 * One picture of the skier at each apex, the montage of them, and a better poster: the clearest turn; and from the same
 * decoding the moments that a coach asked for. Those of a part that cannot be decoded a second time are left out.
 */
export async function cutStills(
  media: OpenedMedia,
  measured: Measured,
  keep: Keep,
  moments: readonly Moment[] = [],
): Promise<MomentStill[]> {
  const turns = [...measured.turns].sort((a, b) => a.apexS - b.apexS);
  const clearest = Math.max(...turns.map(({ confidence }) => confidence));
  const posterTurn = turns.find(({ confidence }) => confidence === clearest);
  const wanted = [
    ...turns.map((turn) => ({ atS: turn.apexS, turn, moment: null })),
    ...moments.map((moment) => ({ atS: moment.atS, turn: null, moment })),
  ].sort((a, b) => a.atS - b.atS);
  const cells: MontageCell[] = [];
  const cut: MomentStill[] = [];
  let next = 0;
  for await (const still of media.stills(wanted.map(({ atS }) => atS))) {
    const { atS, turn, moment } = wanted[next++] ?? {};
    const extent = atS !== undefined && extentAt(measured.smoothed, atS);
    if (!extent) continue;
    const region = regionOf(still, extent);
    if (moment) {
      const jpeg = await coachStill(still, region, measured.smoothed, moment.atS);
      if (jpeg) cut.push({ ...moment, jpeg });
    }
    if (!turn) continue;
    await keep.onArtifact(image(apexStill(turn.index), await still.jpeg(region, APEX), still.timeS));
    if (cells.length < MONTAGE_TURNS) cells.push({ image: still.rgb(region, CELL), label: labelOf(turn) });
    if (turn === posterTurn) await keepPoster(still, keep);
  }
  if (cells.length > 0) await keep.onArtifact(image("montage.jpg", await montage(cells), turns[0]!.apexS));
  return cut;
}

const regionOf = (still: Still, extent: Extent) =>
  cropAround(
    still,
    { xPx: extent.centreXPx, yPx: extent.centreYPx },
    {
      heightPx: Math.max(extent.heightPx, (extent.widthPx * APEX.heightPx) / APEX.widthPx) * ROOM,
      aspect: APEX.widthPx / APEX.heightPx,
    },
  );

/** As in `4 L 41°`. */
function labelOf(turn: Turn): string {
  const lean = turn.metrics.inclinationDeg;
  const side = turn.side === null ? "" : turn.side === "left" ? " L" : " R";
  return `${turn.index}${side}${isShown(lean) ? ` ${lean.value.toFixed(0)}°` : ""}`;
}
