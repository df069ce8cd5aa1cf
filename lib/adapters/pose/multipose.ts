import type { Frame, PersonDetector, Pose, Region } from "@/lib/pose/ports";
import { KEYPOINTS } from "@/lib/pose/skeleton";
import { distinctPeople } from "./distinct-people";
import { toPicture } from "./picture-point";
import { type InferenceSession, openSession } from "./session";

/**
 * Longer sides of the input for the whole picture. The network detects people 60 to 120 px tall: in the
 * smaller input those near the camera, in the larger one those farther away.
 */
const WHOLE_INPUTS_PX = [256, 512];
const TILE_INPUT_PX = 384;
const STEP_PX = 32;
const PEOPLE = 6;
const VALUES = 56;
const SCORE_AT = 55;
/** Detections below this score are usually gates, trees or shadows. */
const MIN_SCORE = 0.15;
/** Side of a tile of a thorough search, as a share of the shorter side of the picture. */
const TILE_SIDE = 0.6;
const TILE_OVERLAP = 0.25;
/** A pose closer to the edge of a tile is cut off; the next tile contains the whole person. */
const TILE_MARGIN = 0.02;

interface Candidate {
  pose: Pose;
  score: number;
}

/**
 * Opens MoveNet Multipose, which detects up to six people per inference. `thorough` also searches overlapping
 * tiles, which detects people of a few percent of the picture and takes several times as long.
 */
export async function openMultipose(): Promise<PersonDetector> {
  const sessions = new Map<string, Promise<InferenceSession>>();
  const sessionFor = (widthPx: number, heightPx: number): Promise<InferenceSession> => {
    const key = `${widthPx}x${heightPx}`;
    const session = sessions.get(key) ?? openSession("movenet-multipose", widthPx, heightPx);
    sessions.set(key, session);
    // A failure is not cached.
    session.catch(() => sessions.delete(key));
    return session;
  };
  // Most clips are 16:9; sessions for other shapes are opened on first use.
  for (const inputPx of WHOLE_INPUTS_PX) await sessionFor(inputPx, inputSide(inputPx, 9 / 16));

  async function detectIn(
    frame: Frame,
    region: Region,
    inputPx: number,
    aspect: number,
  ): Promise<Candidate[]> {
    const widthPx = inputSide(inputPx, aspect);
    const heightPx = inputSide(inputPx, 1 / aspect);
    const rgb = cropBars(frame.readRgb(region, inputPx), inputPx, widthPx, heightPx);
    const output = await (await sessionFor(widthPx, heightPx)).run(rgb);
    const found: Candidate[] = [];
    for (let person = 0; person < PEOPLE; person++) {
      const values = output.subarray(person * VALUES, (person + 1) * VALUES);
      const score = values[SCORE_AT]!;
      if (score < MIN_SCORE) continue;
      const pose = new Float32Array(KEYPOINTS.length * 3);
      for (let k = 0; k < KEYPOINTS.length; k++) {
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
        candidates.push(...(await detectIn(frame, whole, inputPx, widthPx / heightPx)));
      }
      if (thorough) {
        for (const tile of tiles(widthPx, heightPx)) {
          const found = await detectIn(frame, tile, TILE_INPUT_PX, 1);
          candidates.push(...found.filter(({ pose }) => !isCutOff(pose, tile, frame)));
        }
      }
      return distinctPeople(candidates);
    },
  };
}

/** Returns whether a pose reaches an edge of the tile that is not also an edge of the picture. */
function isCutOff(pose: Pose, tile: Region, { widthPx, heightPx }: Frame): boolean {
  const half = tile.sidePx / 2;
  const margin = tile.sidePx * TILE_MARGIN;
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

/** Returns the input side for a picture side that is `part` times the other one. */
const inputSide = (inputPx: number, part: number): number =>
  Math.max(STEP_PX, Math.ceil((Math.min(1, part) * inputPx) / STEP_PX) * STEP_PX);

/** Crops the black bars off a square picture. */
function cropBars(square: Uint8Array, sidePx: number, widthPx: number, heightPx: number): Uint8Array {
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

/** Returns overlapping squares that cover the picture. */
function tiles(widthPx: number, heightPx: number): Region[] {
  const sidePx = Math.min(widthPx, heightPx) * TILE_SIDE;
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
