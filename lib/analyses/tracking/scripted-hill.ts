import type { Frame, GreyImage, PersonDetector, Pose, PoseModel, Region } from "./ports";

/**
 * A hill made of numbers, for tests: people move by script over a rough background in front of a camera that may pan,
 * and networks that see exactly what the script says.
 */
export interface ScriptedPerson {
  /** Feet, in hill pixels at a time; null while hidden or not there. */
  feetAt(timeS: number): { xPx: number; yPx: number } | null;
  heightPx: number;
  /** Clockwise on screen. */
  leanDegAt?(timeS: number): number;
  kneeBendDeg?: number;
}

export interface ScriptedShot {
  durationS: number;
  people: ScriptedPerson[];
  /** The hill pixel at the picture's top left. */
  cameraAt?(timeS: number): { xPx: number; yPx: number };
  /** Which background; another number is another hill. */
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
    if (this.stale) throw new Error(`Frame ${this.index} was read after the next one was asked for`);
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
    throw new Error("The scripted networks need no pixels");
  }

  readLuma(widthPx: number): GreyImage {
    if (this.stale) throw new Error(`Frame ${this.index} was read after the next one was asked for`);
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

/** The frames of shots one after the other; each can be read only until the next is asked for. */
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

/** Networks that see what the script says, and count how often they were asked. */
export function scriptedNetworks() {
  const asked = { estimate: 0, quick: 0, thorough: 0 };
  const model: PoseModel = {
    async estimate(frame, region) {
      asked.estimate++;
      const nearest = (frame as ScriptedFrame).people
        .map(({ pose, heightPx }) => ({ pose, heightPx, awayPx: awayFrom(region, pose) }))
        .filter(({ awayPx, heightPx }) => awayPx < region.sidePx / 2 && heightPx < 1.6 * region.sidePx)
        .sort((a, b) => a.awayPx - b.awayPx)[0];
      return nearest ? nearest.pose : nothing(region);
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

/** Somebody on skis: turns across the fall line once every `periodS`. */
export function skier(options: {
  fromS?: number;
  untilS?: number;
  hidden?: [fromS: number, untilS: number];
  xPx: number;
  yPx: number;
  heightPx: number;
  /** Down the picture. */
  speedPxS?: number;
  acrossPx?: number;
  periodS?: number;
}): ScriptedPerson {
  const {
    fromS = 0,
    untilS = Infinity,
    hidden,
    heightPx,
    speedPxS = 30,
    acrossPx = 120,
    periodS = 1.6,
  } = options;
  const phase = (timeS: number) => (2 * Math.PI * timeS) / periodS;
  return {
    heightPx,
    kneeBendDeg: 45,
    feetAt(timeS) {
      if (timeS < fromS || timeS > untilS) return null;
      if (hidden && timeS >= hidden[0] && timeS < hidden[1]) return null;
      return {
        xPx: options.xPx + acrossPx * Math.sin(phase(timeS)),
        yPx: options.yPx + speedPxS * (timeS - fromS),
      };
    },
    // The body leans into the turn, against the way it swings out.
    leanDegAt: (timeS) => -35 * Math.sin(phase(timeS)),
  };
}

/** Somebody who stands and watches. */
export function bystander(xPx: number, yPx: number, heightPx: number): ScriptedPerson {
  return { heightPx, kneeBendDeg: 3, feetAt: () => ({ xPx, yPx }) };
}

function awayFrom(region: Region, pose: Pose): number {
  const xPx = (pose[5 * 3]! + pose[12 * 3]!) / 2;
  const yPx = (pose[5 * 3 + 1]! + pose[12 * 3 + 1]!) / 2;
  return Math.hypot(xPx - region.centreXPx, yPx - region.centreYPx);
}

function nothing({ centreXPx, centreYPx }: Region): Pose {
  const pose = new Float32Array(51);
  for (let k = 0; k < 17; k++) pose.set([centreXPx, centreYPx, 0.05], k * 3);
  return pose;
}

/** COCO-17 of a plain figure: parts of its height across and up from between the feet. */
const FIGURE: readonly (readonly [across: number, up: number])[] = [
  [0, 0.92],
  [0.02, 0.94],
  [-0.02, 0.94],
  [0.04, 0.93],
  [-0.04, 0.93],
  [0.12, 0.8],
  [-0.12, 0.8],
  [0.18, 0.65],
  [-0.18, 0.65],
  [0.22, 0.52],
  [-0.22, 0.52],
  [0.08, 0.5],
  [-0.08, 0.5],
  [0.09, 0.27],
  [-0.09, 0.27],
  [0.08, 0.04],
  [-0.08, 0.04],
];
const KNEES = [13, 14];

function figure(
  feet: { xPx: number; yPx: number },
  { heightPx, leanDegAt, kneeBendDeg = 0 }: ScriptedPerson,
  timeS: number,
  index: number,
): Pose {
  const lean = ((leanDegAt?.(timeS) ?? 0) * Math.PI) / 180;
  const knees = 0.23 * Math.tan((kneeBendDeg * Math.PI) / 360);
  const pose = new Float32Array(51);
  FIGURE.forEach(([across, up], k) => {
    const x = across + (KNEES.includes(k) ? knees : 0);
    const tremble = 0.004 * Math.sin(index * 12.9898 + k * 78.233);
    pose.set(
      [
        feet.xPx + heightPx * (x * Math.cos(lean) + up * Math.sin(lean) + tremble),
        feet.yPx - heightPx * (up * Math.cos(lean) - x * Math.sin(lean)),
        0.7,
      ],
      k * 3,
    );
  });
  return pose;
}

const HILL_WIDTH = 1024;
const HILL_HEIGHT = 256;
const hills = new Map<number, Float32Array>();

/** A rough surface, -1..1, that repeats itself beyond its edges. */
function hillOf(seed: number): Float32Array {
  const known = hills.get(seed);
  if (known) return known;
  const hill = new Float32Array(HILL_WIDTH * HILL_HEIGHT);
  for (const [size, weight] of [
    [16, 0.5],
    [8, 0.3],
    [4, 0.2],
  ] as const) {
    for (let y = 0; y < HILL_HEIGHT; y++) {
      for (let x = 0; x < HILL_WIDTH; x++) {
        const [i, j] = [Math.floor(x / size), Math.floor(y / size)];
        const [u, v] = [x / size - i, y / size - j];
        const at = (a: number, b: number) =>
          hash(a % (HILL_WIDTH / size), b % (HILL_HEIGHT / size), seed * 31 + size);
        const top = at(i, j) * (1 - u) + at(i + 1, j) * u;
        const bottom = at(i, j + 1) * (1 - u) + at(i + 1, j + 1) * u;
        hill[y * HILL_WIDTH + x]! += weight * (top * (1 - v) + bottom * v);
      }
    }
  }
  hills.set(seed, hill);
  return hill;
}

/** The surface between its points. */
function roughness(hill: Float32Array, x: number, y: number): number {
  const [i, j] = [Math.floor(x), Math.floor(y)];
  const [u, v] = [x - i, y - j];
  const at = (a: number, b: number) => hill[(b & (HILL_HEIGHT - 1)) * HILL_WIDTH + (a & (HILL_WIDTH - 1))]!;
  const top = at(i, j) * (1 - u) + at(i + 1, j) * u;
  const bottom = at(i, j + 1) * (1 - u) + at(i + 1, j + 1) * u;
  return top * (1 - v) + bottom * v;
}

function hash(i: number, j: number, seed: number): number {
  let h = Math.imul(i, 374761393) ^ Math.imul(j, 668265263) ^ Math.imul(seed, 2147483647 - 58);
  h = Math.imul(h ^ (h >>> 13), 1274126177);
  return ((h ^ (h >>> 16)) >>> 0) / 2 ** 31 - 1;
}
