import type { Frame, GreyImage, PersonDetector, Pose, PoseModel, Region } from "@/lib/pose/ports";
import { figure, type ScriptedPerson } from "./people";
import { hillOf, roughness } from "./surface";

/** A synthetic shot: people move by script over a textured background in front of a camera that may pan. */
export interface ScriptedShot {
  durationS: number;
  people: ScriptedPerson[];
  /** The hill pixel at the top left of the picture. */
  cameraAt?(timeS: number): { xPx: number; yPx: number };
  /** Seed of the background. */
  hill?: number;
  /** Brightness added to the grey picture, 0..255. */
  exposureAt?(timeS: number): number;
}

const WIDTH_PX = 1280;
const HEIGHT_PX = 720;
const QUICK_HEIGHT_PX = 60;
const THOROUGH_HEIGHT_PX = 30;

class ScriptedFrame implements Frame {
  readonly widthPx = WIDTH_PX;
  readonly heightPx = HEIGHT_PX;
  stale = false;

  constructor(
    readonly index: number,
    readonly timeS: number,
    private readonly shot: ScriptedShot,
    private readonly shotTimeS: number,
  ) {}

  get people(): { pose: Pose; heightPx: number }[] {
    if (this.stale) throw new Error(`Frame ${this.index} was read after the next one was requested`);
    const camera = this.camera;
    return this.shot.people.flatMap((person) => {
      const feet = person.feetAt(this.shotTimeS);
      if (!feet) return [];
      const at = { xPx: feet.xPx - camera.xPx, yPx: feet.yPx - camera.yPx };
      if (at.xPx < 0 || at.xPx > WIDTH_PX || at.yPx < 0 || at.yPx - person.heightPx > HEIGHT_PX) return [];
      const pose = figure(at, person, this.shotTimeS, this.index);
      return [{ pose, heightPx: person.heightPx }];
    });
  }

  readRgb(): Uint8Array {
    throw new Error("The scripted networks read no pixels.");
  }

  readLuma(widthPx: number): GreyImage {
    if (this.stale) throw new Error(`Frame ${this.index} was read after the next one was requested`);
    const scale = WIDTH_PX / widthPx;
    const heightPx = Math.round(HEIGHT_PX / scale);
    const data = new Uint8Array(widthPx * heightPx);
    const { xPx, yPx } = this.camera;
    const hill = hillOf(this.shot.hill ?? 1);
    const light = this.shot.exposureAt?.(this.shotTimeS) ?? 0;
    for (let y = 0; y < heightPx; y++) {
      for (let x = 0; x < widthPx; x++) {
        const rough = roughness(hill, x + xPx / scale, y + yPx / scale);
        data[y * widthPx + x] = Math.max(0, Math.min(255, 120 + light + 90 * rough));
      }
    }
    return { data, widthPx, heightPx };
  }

  private get camera() {
    return this.shot.cameraAt?.(this.shotTimeS) ?? { xPx: 0, yPx: 0 };
  }
}

/** Yields the frames of consecutive shots; each can be read only until the next one is requested. */
export async function* film(shots: ScriptedShot[], fps = 30): AsyncGenerator<Frame> {
  let index = 0;
  let startS = 0;
  for (const shot of shots) {
    for (let i = 0; i < Math.round(shot.durationS * fps); i++) {
      const frame = new ScriptedFrame(index, startS + i / fps, shot, i / fps);
      yield frame;
      frame.stale = true;
      index++;
    }
    startS += shot.durationS;
  }
}

/** Returns networks that return the scripted poses and count their calls. */
export function scriptedNetworks() {
  const asked = { estimate: 0, quick: 0, thorough: 0 };
  const model: PoseModel = {
    async estimate(frame, region) {
      asked.estimate++;
      const nearest = (frame as ScriptedFrame).people
        .map(({ pose, heightPx }) => ({ pose, heightPx, offPx: distancePx(region, pose) }))
        .filter(({ offPx, heightPx }) => offPx < region.sidePx / 2 && heightPx < 1.6 * region.sidePx)
        .sort((a, b) => a.offPx - b.offPx)[0];
      return nearest ? nearest.pose : emptyPose(region);
    },
  };
  const detector: PersonDetector = {
    async detect(frame, { thorough }) {
      asked[thorough ? "thorough" : "quick"]++;
      const least = thorough ? THOROUGH_HEIGHT_PX : QUICK_HEIGHT_PX;
      return (frame as ScriptedFrame).people
        .filter(({ heightPx }) => heightPx >= least)
        .map(({ pose }) => pose);
    },
  };
  return { model, detector, asked };
}

function distancePx(region: Region, pose: Pose): number {
  const xPx = (pose[5 * 3]! + pose[12 * 3]!) / 2;
  const yPx = (pose[5 * 3 + 1]! + pose[12 * 3 + 1]!) / 2;
  return Math.hypot(xPx - region.centreXPx, yPx - region.centreYPx);
}

function emptyPose({ centreXPx, centreYPx }: Region): Pose {
  const pose = new Float32Array(51);
  for (let k = 0; k < 17; k++) pose.set([centreXPx, centreYPx, 0.05], k * 3);
  return pose;
}
