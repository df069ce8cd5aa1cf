import type { SubjectHint } from "@/lib/analyses/schema";
import type { Frame, PersonDetector, PoseModel } from "@/lib/pose/ports";
import { CameraTracker } from "./camera/camera-tracker";
import { bystandersAmong, trackingState } from "./choice/assess-people";
import { findTappedPerson } from "./choice/tapped-person";
import { DetectionSchedule } from "./people/detection-schedule";
import { PeopleTracker } from "./people/people-tracker";
import type { Tracklet } from "./people/tracklet";

/** Tracks the camera and people of one clip, and stops tracking people who do not ski. */
export class SkierTracker {
  readonly camera = new CameraTracker();
  readonly people: PeopleTracker;
  readonly timesS: number[] = [];
  poseMs = 0;
  detectMs = 0;
  readonly #schedule = new DetectionSchedule();
  readonly #detector: PersonDetector;
  readonly #subject: SubjectHint | undefined;
  /** The person at the subject hint; `pending` before its time, null when there is none. */
  #tapped: Tracklet | "pending" | null;

  constructor(networks: { model: PoseModel; detector: PersonDetector }, subject: SubjectHint | undefined) {
    this.people = new PeopleTracker(networks.model, this.camera);
    this.#detector = networks.detector;
    this.#subject = subject;
    this.#tapped = subject ? "pending" : null;
  }

  async addFrame(frame: Frame): Promise<void> {
    this.timesS.push(frame.timeS);
    const regions = this.people.tracked.map(({ region }) => region);
    if (this.camera.addFrame(frame, regions)) this.#schedule.restart();
    const poseStart = performance.now();
    await this.people.addFrame(frame);
    const detectStart = performance.now();
    this.poseMs += detectStart - poseStart;
    await this.#detect(frame);
    this.detectMs += performance.now() - detectStart;
    // Before the time of the hint every person may be the tapped one.
    if (this.#tapped === "pending") return;
    for (const bystander of bystandersAmong(this.people.tracked, frame.timeS, this.camera)) {
      this.people.dismiss(bystander);
    }
  }

  async finish(): Promise<void> {
    const start = performance.now();
    await this.people.settle();
    this.poseMs += performance.now() - start;
  }

  async #detect(frame: Frame): Promise<void> {
    if (this.#subject && this.#tapped === "pending" && frame.timeS >= this.#subject.atS) {
      await this.people.settle();
      const tapped = await findTappedPerson(frame, this.#subject, this.people, this.#detector);
      this.#tapped = tapped;
      const others = tapped ? this.people.tracked.filter((one) => one !== tapped) : [];
      for (const other of others) this.people.dismiss(other);
    }
    const followsTapped = this.#tapped !== null && this.#tapped !== "pending";
    if (!followsTapped || this.people.tracked.length === 0) await this.#detectWhenDue(frame);
  }

  async #detectWhenDue(frame: Frame): Promise<void> {
    for (;;) {
      const state = trackingState(this.people.tracked, frame.timeS, this.camera);
      const mode = this.#schedule.due(frame.timeS, state);
      if (!mode) return;
      await this.people.settle();
      const detected = await this.#detector.detect(frame, { thorough: mode === "thorough" });
      this.#schedule.record(frame.timeS, mode, await this.people.addDetections(frame, detected));
    }
  }
}
