import type { SubjectHint, TrackFrame } from "@/lib/analyses/schema";
import type { Frame, PersonDetector, PoseModel } from "@/lib/pose/ports";
import { Camera } from "./camera/camera-tracker";
import type { SkierSigns } from "./choice/skier-score";
import { findSubject, subjectAmong } from "./choice/subject";
import { Lookout } from "./people/detection-schedule";
import { type Person, partAtCuts, people, personOf } from "./people/join-tracklets";
import { Crowd } from "./people/people-tracker";
import type { Tracklet } from "./people/tracklet";

export interface FollowOptions<F extends Frame = Frame> {
  /** Who a person tapped; then nobody else is chosen. */
  subject?: SubjectHint;
  /** Called when a frame is done, while it can still be read, with everyone followed; their newest pose is a frame or two old. */
  onFrame?(frame: F, followed: readonly Followed[]): void;
}

/** One person on the way: what was seen of them so far. */
export type Followed = Pick<Tracklet, "sightings">;

interface Course {
  /** Of the upright picture; 0 without frames. */
  widthPx: number;
  heightPx: number;
  /** Decoded frames. */
  frameCount: number;
  /** Times at which the picture jumps to another shot. */
  cutsS: number[];
  /** Poses estimated, and the time spent on them and on detection. */
  poseCount: number;
  poseMs: number;
  detectMs: number;
}

export type FollowResult = Course &
  (
    | { found: false; reason: "nobody" | "nobodyThere" }
    | {
        found: true;
        /** One per decoded frame, in order, unsmoothed; null points where the skier was not seen. */
        frames: TrackFrame[];
        /** People in the skier's shot that were followed for a while, the skier among them. */
        people: number;
        /** Why this one: what they did, and how much like a skier that is (0..1). */
        chosen: SkierSigns & { score: number };
      }
  );

/** Fewer sightings on end are a mistake of the networks. */
const MIN_SIGHTINGS = 5;
/** People seen for less than this are passers-by of a moment, unless the clip is as short. */
const COUNTED_S = 0.5;

/**
 * Finds the skier among the people in a stream of frames and follows them. Holds one frame at a time and keeps poses
 * only. A person is chosen by what they do (moving over the hill, leaning from side to side, knees bent, staying in view),
 * or by the subject hint; their track never goes on across a cut. Errors of the frames or the networks are passed on.
 */
export async function followSkier<F extends Frame>(
  frames: AsyncIterable<F>,
  deps: { model: PoseModel; detector: PersonDetector },
  options: FollowOptions<F> = {},
): Promise<FollowResult> {
  const { subject } = options;
  const camera = new Camera();
  const lookout = new Lookout();
  const crowd = new Crowd(deps.model, camera);
  const timesS: number[] = [];
  let tapped: Tracklet | null = null;
  let sought = false;
  let poseMs = 0;
  let detectMs = 0;

  for await (const frame of frames) {
    timesS.push(frame.timeS);
    const regions = crowd.followed.map((tracklet) => tracklet.region);
    if (camera.see(frame, regions)) lookout.restart();
    const startedMs = performance.now();
    await crowd.follow(frame);
    poseMs += performance.now() - startedMs;

    const detectedMs = performance.now();
    if (subject && !sought && frame.timeS >= subject.atS) {
      sought = true;
      await crowd.settle();
      tapped = await findSubject(frame, subject, crowd, deps.detector);
      if (tapped) crowd.choose(tapped);
    }
    if (tapped === null || crowd.followed.length === 0) {
      for (;;) {
        const look = lookout.due(frame.timeS, crowd.situation(frame.timeS));
        if (!look) break;
        await crowd.settle();
        const detected = await deps.detector.detect(frame, { thorough: look === "thorough" });
        lookout.looked(frame.timeS, look, await crowd.meet(frame, detected));
      }
    }
    detectMs += performance.now() - detectedMs;
    // Until the tapped moment everyone may be the one.
    if (!subject || sought) crowd.prune(frame.timeS);
    options.onFrame?.(frame, crowd.followed);
  }

  const settledMs = performance.now();
  await crowd.settle();
  poseMs += performance.now() - settledMs;

  const cutsS = camera.cutsS();
  const { widthPx, heightPx } = camera;
  const { poseCount } = crowd;
  const course: Course = {
    widthPx,
    heightPx,
    frameCount: timesS.length,
    cutsS,
    poseCount,
    poseMs,
    detectMs,
  };
  const stretches = crowd
    .all()
    .flatMap(({ sightings }) => partAtCuts(sightings, cutsS))
    .filter(({ length }) => length >= Math.min(MIN_SIGHTINGS, timesS.length));
  const shots = { cutsS, camera };
  const persons = people(stretches, shots);
  const seed =
    subject &&
    subjectAmong(
      stretches.map((sightings) => ({ sightings })),
      subject,
      camera,
    );
  if (subject && !seed) return { ...course, found: false, reason: "nobodyThere" };
  const skier = seed ? personOf(seed.sightings, stretches, shots) : persons[0];
  if (!skier) return { ...course, found: false, reason: "nobody" };
  return {
    ...course,
    found: true,
    frames: trackFrames(skier, timesS),
    people: Math.max(1, persons.filter((person) => counts(person, skier, cutsS, timesS.at(-1) ?? 0)).length),
    chosen: { ...skier.signs, score: skier.score },
  };
}

/** Whether somebody was there for a while in the skier's shot. */
function counts(
  { signs, sightings }: Person,
  skier: Person,
  cutsS: readonly number[],
  clipS: number,
): boolean {
  const shotOf = (person: Pick<Person, "sightings">) =>
    cutsS.filter((cutS) => cutS <= person.sightings[0]!.timeS).length;
  return shotOf({ sightings }) === shotOf(skier) && signs.durationS >= Math.min(COUNTED_S, clipS);
}

function trackFrames({ sightings }: Person, timesS: readonly number[]): TrackFrame[] {
  const frames: TrackFrame[] = timesS.map((timeS) => ({ timeS, points: null }));
  for (const { frame, pose } of sightings) {
    frames[frame]!.points = Array.from(pose, (value, i) => {
      const digits = i % 3 === 2 ? 100 : 10;
      return Math.round(value * digits) / digits;
    });
  }
  return frames;
}
