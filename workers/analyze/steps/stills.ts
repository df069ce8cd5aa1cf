import { type MontageCell, montage, type OpenedMedia, type Still } from "@/lib/adapters/media";
import { type ArtifactName, apexStill, isShown, type Turn } from "@/lib/analyses/schema";
import type { CoachingStill, StillMoment } from "@/lib/coaching/material";
import type { BoundingBox } from "@/lib/pose/bounding-box";
import { UNITS } from "@/lib/pose/units";
import type { Artifact, PipelineHooks } from "../artifact";
import { apexRegion, cutApex } from "./apex-still";
import type { ApexStillCache } from "./apex-still-cache";
import { coachStill } from "./coach-still";
import type { MeasuredClip } from "./measure";
import { skierBoxAt } from "./skier-box";

const POSTER_PX = 1280;
const MONTAGE_TURNS = 24;

type StillSink = Pick<PipelineHooks, "onArtifact">;

const jpegArtifact = (name: ArtifactName, bytes: Uint8Array, atS: number): Artifact => ({
  name,
  contentType: "image/jpeg",
  content: { bytes },
  atS,
});

async function storePoster(still: Still, sink: StillSink): Promise<void> {
  const widthPx = Math.min(POSTER_PX, still.widthPx);
  await sink.onArtifact(jpegArtifact("poster.jpg", await still.jpeg(null, { widthPx }), still.timeS));
}

export async function cutPoster(media: OpenedMedia, sink: StillSink): Promise<void> {
  for await (const still of media.stills([media.probe.durationS / 3])) await storePoster(still, sink);
}

interface Apex {
  turn: Turn;
  skier: BoundingBox;
}

interface TimedJpeg {
  timeS: number;
  jpeg: Uint8Array;
}

interface StillRequest {
  atS: number;
  apexOf?: Turn;
  posterOf?: Turn;
  moment?: StillMoment;
}

/**
 * Stores a still of each apex, their montage, and the poster of the turn with the highest confidence; returns
 * the stills of the moments. Stills in damaged parts of the file are left out.
 */
export async function cutStills(
  media: OpenedMedia,
  measured: MeasuredClip,
  cache: ApexStillCache,
  sink: StillSink,
  moments: readonly StillMoment[] = [],
): Promise<CoachingStill[]> {
  const apexes = apexesOf(measured);
  const stills = await cachedStills(apexes, cache);
  const requests = stillRequests(apexes, stills, moments);
  const momentStills: CoachingStill[] = [];
  let next = 0;
  for await (const still of media.stills(requests.map(({ atS }) => atS))) {
    const request = requests[next++];
    const skier = request && skierBoxAt(measured.smoothed, request.atS);
    if (!skier) continue;
    const { apexOf, posterOf, moment } = request;
    const region = apexRegion(still, skier);
    if (moment) {
      const jpeg = await coachStill(still, region, measured.smoothed, moment.atS);
      if (jpeg) momentStills.push({ ...moment, jpeg });
    }
    if (apexOf) stills.set(apexOf, { timeS: still.timeS, jpeg: await cutApex(still, region) });
    if (posterOf) await storePoster(still, sink);
  }
  await storeApexes(apexes, stills, sink);
  return momentStills;
}

const apexesOf = ({ turns, smoothed }: MeasuredClip): Apex[] =>
  turns
    .toSorted((a, b) => a.apexS - b.apexS)
    .flatMap((turn) => {
      const skier = skierBoxAt(smoothed, turn.apexS);
      return skier ? [{ turn, skier }] : [];
    });

async function cachedStills(apexes: readonly Apex[], cache: ApexStillCache): Promise<Map<Turn, TimedJpeg>> {
  const stills = new Map<Turn, TimedJpeg>();
  for (const { turn, skier } of apexes) {
    const cached = await cache.find(turn.apexS, skier);
    if (cached) stills.set(turn, cached);
  }
  return stills;
}

function stillRequests(
  apexes: readonly Apex[],
  stills: ReadonlyMap<Turn, TimedJpeg>,
  moments: readonly StillMoment[],
): StillRequest[] {
  const highest = Math.max(...apexes.map(({ turn }) => turn.confidence));
  const posterTurn = apexes.find(({ turn }) => turn.confidence === highest)?.turn;
  const ofApexes = apexes.flatMap(({ turn }): StillRequest[] => {
    const apexOf = stills.has(turn) ? undefined : turn;
    const posterOf = turn === posterTurn ? turn : undefined;
    return apexOf || posterOf ? [{ atS: turn.apexS, apexOf, posterOf }] : [];
  });
  return [...ofApexes, ...moments.map((moment) => ({ atS: moment.atS, moment }))].sort(
    (a, b) => a.atS - b.atS,
  );
}

async function storeApexes(
  apexes: readonly Apex[],
  stills: ReadonlyMap<Turn, TimedJpeg>,
  sink: StillSink,
): Promise<void> {
  const cells: MontageCell[] = [];
  for (const { turn } of apexes) {
    const still = stills.get(turn);
    if (!still) continue;
    await sink.onArtifact(jpegArtifact(apexStill(turn.index), still.jpeg, still.timeS));
    if (cells.length < MONTAGE_TURNS) cells.push({ image: still.jpeg, label: montageLabel(turn) });
  }
  const [first] = apexes;
  if (!first || cells.length === 0) return;
  await sink.onArtifact(jpegArtifact("montage.jpg", await montage(cells), first.turn.apexS));
}

function montageLabel(turn: Turn): string {
  const lean = turn.measures.inclinationDeg;
  const side = turn.side === null ? "" : turn.side === "left" ? " L" : " R";
  const { shownDecimals, suffix } = UNITS.deg;
  return `${turn.index}${side}${isShown(lean) ? ` ${lean.value.toFixed(shownDecimals)}${suffix}` : ""}`;
}
