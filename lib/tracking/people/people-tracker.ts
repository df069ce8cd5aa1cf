import { pixelDistance } from "@/lib/pose/geometry";
import { trunkCenter } from "@/lib/pose/keypoints";
import type { Frame, Pose, PoseModel, Region } from "@/lib/pose/ports";
import type { CameraPath } from "../camera/camera-path";
import { bodyScore, bodySizePx, trunkDistance } from "./body-shape";
import { DismissedPeople } from "./dismissed-people";
import { regionAround } from "./pose-region";
import { MIN_PERSON_SCORE, Tracklet } from "./tracklet";

const MAX_TRACKED = 4;
/** Trunks nearer than this, in sizes, are one person: among the tracked, and for a new detection. */
const DUPLICATE_WITHIN = 0.2;
const DETECTED_AGAIN_WITHIN = 0.5;

interface PendingPoses {
  index: number;
  timeS: number;
  widthPx: number;
  heightPx: number;
  requests: { tracklet: Tracklet; pose: Promise<Pose> }[];
}

export class PeopleTracker {
  poseCount = 0;
  #tracked: Tracklet[] = [];
  readonly #ended: Tracklet[] = [];
  readonly #dismissed = new DismissedPeople();
  #pending: PendingPoses | null = null;
  readonly #model: PoseModel;
  readonly #camera: CameraPath;

  constructor(model: PoseModel, camera: CameraPath) {
    this.#model = model;
    this.#camera = camera;
  }

  get tracked(): readonly Tracklet[] {
    return this.#tracked;
  }

  /**
   * Requests a pose of each tracked person, then evaluates those of the frame before, so that two are pending
   * at once.
   */
  async addFrame(frame: Frame): Promise<void> {
    this.#dismissed.advance(this.#camera, frame.index);
    const { index, timeS, widthPx, heightPx } = frame;
    const previous = this.#pending;
    const requests = this.#tracked.map((tracklet) => ({
      tracklet,
      pose: this.#estimate(frame, previous ? tracklet.regionAhead : tracklet.region),
    }));
    // The rejection is handled where the poses are awaited.
    for (const { pose } of requests) pose.catch(() => undefined);
    this.#pending = { index, timeS, widthPx, heightPx, requests };
    if (previous) await this.#evaluate(previous);
  }

  async settle(): Promise<void> {
    const previous = this.#pending;
    this.#pending = null;
    if (previous) await this.#evaluate(previous);
  }

  async #evaluate({ index, timeS, widthPx, heightPx, requests }: PendingPoses): Promise<void> {
    const current = requests.filter(({ tracklet }) => this.#tracked.includes(tracklet));
    for (const { tracklet, pose } of current) tracklet.observe(index, timeS, await pose);
    for (const { tracklet } of current) {
      if (tracklet.isLost(widthPx, heightPx) || this.#isDuplicate(tracklet)) this.#end(tracklet);
    }
  }

  /** Starts to track the detected people that are new, up to the limit. Returns whether there was any. */
  async addDetections(frame: Frame, detected: readonly Pose[]): Promise<boolean> {
    let added = false;
    for (const pose of detected.toSorted((a, b) => bodyScore(b) - bodyScore(a))) {
      if (this.#tracked.length >= MAX_TRACKED) break;
      if (this.#isTracked(pose) || this.#dismissed.recognize(pose)) continue;
      added = (await this.startTracklet(frame, regionAround(pose))) !== null || added;
    }
    return added;
  }

  /** Starts to track the person in a region. Null when there is none, or the person is tracked already. */
  async startTracklet(frame: Frame, region: Region): Promise<Tracklet | null> {
    const pose = await this.#estimate(frame, region);
    if (bodyScore(pose) < MIN_PERSON_SCORE || this.#isTracked(pose)) return null;
    const tracklet = new Tracklet(pose);
    tracklet.observe(frame.index, frame.timeS, pose);
    this.#tracked.push(tracklet);
    return tracklet;
  }

  dismiss(tracklet: Tracklet): void {
    if (tracklet.last) this.#dismissed.add(tracklet.last.pose);
    this.#end(tracklet);
  }

  allTracklets(): Tracklet[] {
    return [...this.#ended, ...this.#tracked];
  }

  async #estimate(frame: Frame, region: Region): Promise<Pose> {
    this.poseCount += 1;
    return this.#model.estimate(frame, region);
  }

  #isTracked(pose: Pose): boolean {
    return this.#tracked.some((tracklet) => {
      const last = tracklet.last?.pose;
      if (last && trunkDistance(last, pose) < DETECTED_AGAIN_WITHIN) return true;
      const { centreXPx, centreYPx, sidePx } = tracklet.region;
      const distancePx = pixelDistance(trunkCenter(pose), { xPx: centreXPx, yPx: centreYPx });
      return distancePx < 0.2 * sidePx && bodySizePx(pose) < sidePx;
    });
  }

  #isDuplicate(tracklet: Tracklet): boolean {
    const pose = tracklet.last?.pose;
    return this.#tracked.some(
      (other) =>
        other !== tracklet &&
        pose !== undefined &&
        other.last !== undefined &&
        other.observations.length >= tracklet.observations.length &&
        trunkDistance(pose, other.last.pose) < DUPLICATE_WITHIN,
    );
  }

  #end(tracklet: Tracklet): void {
    this.#tracked = this.#tracked.filter((other) => other !== tracklet);
    this.#ended.push(tracklet);
  }
}
