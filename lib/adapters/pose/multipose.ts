import { distinctPeople } from "./distinct-people";
import { KEYPOINT_COUNT } from "./movenet";
import { type Picture, type Region, toPicture } from "./region";
import { openSession, type Session } from "./session";

/**
 * The longer side of the network's input for the whole picture; multiples of 32. The network knows people of about 60 to
 * 120 px: the small input is for those who fill the picture (and costs little), the large one for those further away.
 */
const WHOLE_INPUTS_PX = [256, 512];
/** The side of a tile's input. */
const TILE_INPUT_PX = 384;
const STEP_PX = 32;
const PEOPLE = 6;
const VALUES = 56;
const SCORE_AT = 55;
/** Below this a "person" is usually a gate, a tree or a shadow. */
const MIN_SCORE = 0.15;
/** Tiles of a thorough search, as a part of the picture's shorter side. */
const TILE = 0.6;
const TILE_OVERLAP = 0.25;
/** A pose this near a tile's edge is of somebody cut off by it; the neighbouring tile sees all of them. */
const TILE_EDGE = 0.02;

/** MoveNet Multipose: everyone in a picture (at most six in each look). */
export interface MultiposeDetector {
  /**
   * 17 x (x, y, score) of each person found, in no order. `thorough` looks a second time at overlapping tiles, which finds
   * people a few percent of the picture tall and takes several times as long.
   */
  detect(frame: Picture, options: { thorough: boolean }): Promise<Float32Array[]>;
}

interface Candidate {
  pose: Float32Array;
  score: number;
}

/** Readies MoveNet Multipose. Each shape of picture needs a session of its own, made when first met. */
export async function openMultipose(): Promise<MultiposeDetector> {
  const sessions = new Map<string, Promise<Session>>();
  const sessionFor = (widthPx: number, heightPx: number): Promise<Session> => {
    const key = `${widthPx}x${heightPx}`;
    const session = sessions.get(key) ?? openSession("movenet-multipose", widthPx, heightPx);
    sessions.set(key, session);
    // A failed try is forgotten, or no clip of this shape could be looked at again.
    session.catch(() => sessions.delete(key));
    return session;
  };
  // Most clips are 16:9; one that is not waits a moment longer for its first look.
  for (const inputPx of WHOLE_INPUTS_PX) await sessionFor(inputPx, inputSide(inputPx, 9 / 16));

  async function look(frame: Picture, region: Region, inputPx: number, aspect: number): Promise<Candidate[]> {
    const widthPx = inputSide(inputPx, aspect);
    const heightPx = inputSide(inputPx, 1 / aspect);
    const rgb = middle(frame.readRgb(region, inputPx), inputPx, widthPx, heightPx);
    const output = await (await sessionFor(widthPx, heightPx)).run(rgb);
    const found: Candidate[] = [];
    for (let person = 0; person < PEOPLE; person++) {
      const values = output.subarray(person * VALUES, (person + 1) * VALUES);
      const score = values[SCORE_AT]!;
      if (score < MIN_SCORE) continue;
      const pose = new Float32Array(KEYPOINT_COUNT * 3);
      for (let k = 0; k < KEYPOINT_COUNT; k++) {
        const v = 0.5 + ((values[k * 3]! - 0.5) * heightPx) / inputPx;
        const u = 0.5 + ((values[k * 3 + 1]! - 0.5) * widthPx) / inputPx;
        const [x, y] = toPicture(region, u, v);
        pose.set([x, y, values[k * 3 + 2]!], k * 3);
      }
      found.push({ pose, score });
    }
    return found;
  }

  return {
    async detect(frame, { thorough }) {
      const { widthPx, heightPx } = frame;
      const whole: Region = {
        centreXPx: widthPx / 2,
        centreYPx: heightPx / 2,
        sidePx: Math.max(widthPx, heightPx),
        rollRad: 0,
      };
      const candidates: Candidate[] = [];
      for (const inputPx of WHOLE_INPUTS_PX) {
        candidates.push(...(await look(frame, whole, inputPx, widthPx / heightPx)));
      }
      if (thorough) {
        for (const tile of tiles(widthPx, heightPx)) {
          const found = await look(frame, tile, TILE_INPUT_PX, 1);
          candidates.push(...found.filter(({ pose }) => !isCutOff(pose, tile, frame)));
        }
      }
      return distinctPeople(candidates);
    },
  };
}

/** Whether a pose reaches an edge of the tile that is not an edge of the picture. */
function isCutOff(pose: Float32Array, tile: Region, { widthPx, heightPx }: Picture): boolean {
  const half = tile.sidePx / 2;
  const margin = tile.sidePx * TILE_EDGE;
  const left = tile.centreXPx - half;
  const top = tile.centreYPx - half;
  const right = tile.centreXPx + half;
  const bottom = tile.centreYPx + half;
  for (let k = 0; k < pose.length; k += 3) {
    const [x, y] = [pose[k]!, pose[k + 1]!];
    if (left > 1 && x < left + margin) return true;
    if (top > 1 && y < top + margin) return true;
    if (right < widthPx - 1 && x > right - margin) return true;
    if (bottom < heightPx - 1 && y > bottom - margin) return true;
  }
  return false;
}

/** The input's side along a picture side that is `part` of the other one. */
const inputSide = (inputPx: number, part: number): number =>
  Math.max(STEP_PX, Math.ceil((Math.min(1, part) * inputPx) / STEP_PX) * STEP_PX);

/** The middle of a square picture, without the black bars beside or above it. */
function middle(square: Uint8Array, sidePx: number, widthPx: number, heightPx: number): Uint8Array {
  const left = (sidePx - widthPx) / 2;
  const top = (sidePx - heightPx) / 2;
  if (left === 0) return square.subarray(top * sidePx * 3, (top + heightPx) * sidePx * 3);
  const out = new Uint8Array(widthPx * heightPx * 3);
  for (let y = 0; y < heightPx; y++) {
    const from = ((top + y) * sidePx + left) * 3;
    out.set(square.subarray(from, from + widthPx * 3), y * widthPx * 3);
  }
  return out;
}

/** Squares that cover the picture and overlap, so that everyone is whole in at least one. */
function tiles(widthPx: number, heightPx: number): Region[] {
  const sidePx = Math.min(widthPx, heightPx) * TILE;
  const centres = (lengthPx: number): number[] => {
    const steps = Math.ceil((lengthPx - sidePx) / (sidePx * (1 - TILE_OVERLAP)));
    return Array.from(
      { length: steps + 1 },
      (_, i) => sidePx / 2 + (steps === 0 ? 0 : (i * (lengthPx - sidePx)) / steps),
    );
  };
  return centres(heightPx).flatMap((centreYPx) =>
    centres(widthPx).map((centreXPx) => ({ centreXPx, centreYPx, sidePx, rollRad: 0 })),
  );
}
