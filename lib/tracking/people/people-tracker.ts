import type { Frame, Pose, PoseModel, Region } from "@/lib/pose/ports";
import { type CameraPath, type SkierSigns, skierScore, skierSigns, standsStill } from "../choice/skier-score";
import { share } from "../statistics";
import type { Situation } from "./detection-schedule";
import { Ghosts } from "./dismissed-people";
import { regionAround } from "./pose-region";
import { bodyScore, extent, trunk, trunkDistance } from "./pose-shape";
import { SEEN_SCORE, Tracklet } from "./tracklet";

const MAX_FOLLOWED = 4;
/** Somebody is judged when followed for this long, by what they did lately. */
const JUDGED_AFTER_S = 1.2;
const JUDGED_OVER_S = 4;
/** Who scores less than this part of the best is no longer followed: first the hopeless, in the end all but the best. */
const HOPELESS = [0.5, 0.9] as const;
/** Trunks nearer than this, in sizes, are one person followed twice. */
const SAME_FOLLOWED = 0.2;
const SAME_DETECTED = 0.5;

/** The poses asked for in one frame and not yet looked at. */
interface UnderWay {
  index: number;
  timeS: number;
  widthPx: number;
  heightPx: number;
  asked: { tracklet: Tracklet; pose: Promise<Pose> }[];
}

/** The people in view: follows several at first, and soon only who skis. */
export class Crowd {
  /** How many poses were estimated. */
  poseCount = 0;
  #followed: Tracklet[] = [];
  /** Everyone who was followed until lost or given up. */
  readonly #past: Tracklet[] = [];
  readonly #ghosts = new Ghosts();
  #underWay: UnderWay | null = null;

  constructor(
    private readonly model: PoseModel,
    private readonly camera: CameraPath,
  ) {}

  get followed(): readonly Tracklet[] {
    return this.#followed;
  }

  /**
   * Follows everyone into the next frame: one pose each. The poses of this frame are asked for before those of the last one
   * have been waited for, so two are under way at once; `settle` waits for the rest.
   */
  async follow(frame: Frame): Promise<void> {
    this.#ghosts.carry(this.camera, frame.index);
    const { index, timeS, widthPx, heightPx } = frame;
    const before = this.#underWay;
    const asked = this.#followed.map((tracklet) => ({
      tracklet,
      pose: this.#estimate(frame, before ? tracklet.regionAhead : tracklet.region),
    }));
    // A failure is met where the poses are waited for.
    for (const { pose } of asked) pose.catch(() => undefined);
    this.#underWay = { index, timeS, widthPx, heightPx, asked };
    if (before) await this.#observe(before);
  }

  /** Waits for the poses that are still under way. */
  async settle(): Promise<void> {
    const before = this.#underWay;
    this.#underWay = null;
    if (before) await this.#observe(before);
  }

  async #observe({ index, timeS, widthPx, heightPx, asked }: UnderWay): Promise<void> {
    const followed = asked.filter(({ tracklet }) => this.#followed.includes(tracklet));
    for (const { tracklet, pose } of followed) tracklet.observe(index, timeS, await pose);
    for (const { tracklet } of followed) {
      if (tracklet.isLost(widthPx, heightPx) || this.#hasTwin(tracklet)) this.#end(tracklet);
    }
  }

  /** Takes what a detector saw; answers whether anybody new is followed from now on. */
  async meet(frame: Frame, detected: readonly Pose[]): Promise<boolean> {
    let met = false;
    // Sure ones first, as places are few.
    for (const pose of detected.toSorted((a, b) => bodyScore(b) - bodyScore(a))) {
      if (this.#followed.length >= MAX_FOLLOWED) break;
      if (this.#isFollowed(pose) || this.#ghosts.recognise(pose)) continue;
      met = (await this.begin(frame, regionAround(pose))) !== null || met;
    }
    return met;
  }

  /** Starts to follow whoever is in the region, if anybody is. */
  async begin(frame: Frame, region: Region): Promise<Tracklet | null> {
    const pose = await this.#estimate(frame, region);
    if (bodyScore(pose) < SEEN_SCORE || this.#isFollowed(pose)) return null;
    const tracklet = new Tracklet(pose);
    tracklet.observe(frame.index, frame.timeS, pose);
    this.#followed.push(tracklet);
    return tracklet;
  }

  /** Gives up who stands still or is hopeless while somebody else skis. */
  prune(timeS: number): void {
    if (this.#followed.length < 2) return;
    const judged = this.#followed
      .filter((tracklet) => tracklet.durationS >= JUDGED_AFTER_S)
      .map((tracklet) => ({ tracklet, signs: this.#recentSigns(tracklet, timeS) }))
      .map((person) => ({ ...person, score: skierScore(person.signs) }));
    const skier = judged.filter(({ signs }) => skis(signs)).sort((a, b) => b.score - a.score)[0];
    if (!skier) return;
    for (const { tracklet, signs, score } of judged) {
      if (tracklet === skier.tracklet) continue;
      const known = share(Math.min(signs.durationS, skier.signs.durationS), JUDGED_AFTER_S, JUDGED_OVER_S);
      const hopeless = HOPELESS[0] + (HOPELESS[1] - HOPELESS[0]) * known;
      if (standsStill(signs) || score < hopeless * skier.score) this.#giveUp(tracklet);
    }
  }

  /** Follows this person alone. */
  choose(chosen: Tracklet): void {
    for (const tracklet of this.#followed) if (tracklet !== chosen) this.#giveUp(tracklet);
  }

  situation(timeS: number): Situation {
    if (this.#followed.length === 0) return "nobody";
    const skier = this.#followed.some(
      (tracklet) => tracklet.durationS >= JUDGED_AFTER_S && skis(this.#recentSigns(tracklet, timeS)),
    );
    if (!skier) return "unsure";
    return this.#followed.length === 1 ? "skier" : "several";
  }

  /** Everyone, also who is still followed. */
  all(): Tracklet[] {
    return [...this.#past, ...this.#followed];
  }

  async #estimate(frame: Frame, region: Region): Promise<Pose> {
    this.poseCount += 1;
    return this.model.estimate(frame, region);
  }

  #recentSigns({ sightings }: Tracklet, timeS: number): SkierSigns {
    const from = sightings.findLastIndex((sighting) => sighting.timeS < timeS - JUDGED_OVER_S) + 1;
    return skierSigns(sightings.slice(from), this.camera);
  }

  #isFollowed(pose: Pose): boolean {
    return this.#followed.some((tracklet) => {
      const last = tracklet.last?.pose;
      if (last && trunkDistance(last, pose) < SAME_DETECTED) return true;
      const { centreXPx, centreYPx, sidePx } = tracklet.region;
      const at = trunk(pose);
      return (
        Math.hypot(at.xPx - centreXPx, at.yPx - centreYPx) < 0.2 * sidePx && extent(pose).sizePx < sidePx
      );
    });
  }

  /** Whether somebody followed for longer is the same person. */
  #hasTwin(tracklet: Tracklet): boolean {
    const pose = tracklet.last?.pose;
    return this.#followed.some(
      (other) =>
        other !== tracklet &&
        pose !== undefined &&
        other.last !== undefined &&
        other.sightings.length >= tracklet.sightings.length &&
        trunkDistance(pose, other.last.pose) < SAME_FOLLOWED,
    );
  }

  #giveUp(tracklet: Tracklet): void {
    this.#ghosts.add(tracklet);
    this.#end(tracklet);
  }

  #end(tracklet: Tracklet): void {
    this.#followed = this.#followed.filter((other) => other !== tracklet);
    this.#past.push(tracklet);
  }
}

const skis = (signs: SkierSigns): boolean =>
  signs.durationS >= 1 && (signs.speed > 0.5 || signs.leanRangeDeg > 22);
