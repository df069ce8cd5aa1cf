import { expect, it } from "vitest";
import { Playhead } from "./Playhead";
import { connectClock } from "./useVideoClock";

/** A fake video element; the test decides when it emits events and shows frames. */
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
  emit(...names: string[]): void {
    for (const name of names) {
      if (name === "loadeddata") this.readyState = 2;
      if (name === "seeked") this.seeking = false;
      this.dispatchEvent(new Event(name));
    }
  }
}

function connected(): { video: FakeVideo; playhead: Playhead; disconnect(): void } {
  const video = new FakeVideo();
  const playhead = new Playhead();
  return { video, playhead, disconnect: connectClock(video as unknown as HTMLVideoElement, playhead) };
}

it("replaces the poster by the first frame, also when a frame is decoded before loadeddata", () => {
  const { video, playhead } = connected();
  video.frame(0.02);
  expect(playhead.started, "the poster is still shown").toBe(false);
  video.emit("loadeddata");
  expect(video.seeking).toBe(true);
  video.emit("seeking", "seeked");
  expect(playhead.started).toBe(true);
  expect(playhead.timeS, "the frame behind the poster").toBe(0.02);
});

it("keeps a seek from before the video is loaded", () => {
  const { video, playhead } = connected();
  playhead.seek(3);
  video.emit("loadeddata", "seeking");
  expect(video.currentTime).toBeCloseTo(3, 2);
  video.frame(2.98);
  video.emit("seeked");
  expect(playhead.timeS).toBe(2.98);
});

it("reports frames while it plays, and none after it is disconnected", () => {
  const { video, playhead, disconnect } = connected();
  video.paused = false;
  video.emit("loadeddata", "playing");
  video.frame(0.5);
  expect(playhead.timeS).toBe(0.5);
  disconnect();
  video.frame(0.6);
  video.emit("seeked");
  expect(playhead.timeS).toBe(0.5);
});
