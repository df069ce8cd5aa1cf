import { expect, it } from "vitest";
import { Playhead } from "./Playhead";
import { connectClock } from "./useVideoClock";

/** A video element as browsers behave, told by the test when each thing happens. */
class FakeVideo extends EventTarget {
  readonly HAVE_CURRENT_DATA = 2;
  paused = true;
  seeking = false;
  duration = 8;
  readyState = 0;
  #timeS = 0;
  #callback: VideoFrameRequestCallback | null = null;

  get currentTime(): number {
    return this.#timeS;
  }
  set currentTime(timeS: number) {
    this.#timeS = timeS;
    this.seeking = this.readyState > 0;
  }
  pause(): void {
    this.paused = true;
  }
  requestVideoFrameCallback(callback: VideoFrameRequestCallback): number {
    this.#callback = callback;
    return 1;
  }
  cancelVideoFrameCallback(): void {
    this.#callback = null;
  }

  /** Puts a frame on the screen. */
  frame(mediaTime: number): void {
    this.#callback?.(0, { mediaTime } as VideoFrameCallbackMetadata);
  }
  happen(...names: string[]): void {
    for (const name of names) {
      if (name === "loadeddata") this.readyState = 2;
      if (name === "seeked") this.seeking = false;
      this.dispatchEvent(new Event(name));
    }
  }
}

function tied(): { video: FakeVideo; playhead: Playhead; untie(): void } {
  const video = new FakeVideo();
  const playhead = new Playhead();
  return { video, playhead, untie: connectClock(video as unknown as HTMLVideoElement, playhead) };
}

it("replaces the poster by the first frame, also when a frame is decoded before loadeddata", () => {
  const { video, playhead } = tied();
  video.frame(0.02);
  expect(playhead.started, "the poster still lies over it").toBe(false);
  video.happen("loadeddata");
  expect(video.seeking).toBe(true);
  video.happen("seeking", "seeked");
  expect(playhead.started).toBe(true);
  expect(playhead.timeS, "the frame that waited").toBe(0.02);
});

it("keeps a seek from before the video is loaded", () => {
  const { video, playhead } = tied();
  playhead.seek(3);
  video.happen("loadeddata", "seeking");
  expect(video.currentTime).toBeCloseTo(3, 2);
  video.frame(2.98);
  video.happen("seeked");
  expect(playhead.timeS).toBe(2.98);
});

it("reports frames while it plays, and none after it is disconnected", () => {
  const { video, playhead, untie } = tied();
  video.paused = false;
  video.happen("loadeddata", "playing");
  video.frame(0.5);
  expect(playhead.timeS).toBe(0.5);
  untie();
  video.frame(0.6);
  video.happen("seeked");
  expect(playhead.timeS).toBe(0.5);
});
