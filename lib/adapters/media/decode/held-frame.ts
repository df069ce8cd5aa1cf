import { type AVPixelFormat, Frame as AvFrame, FFmpegError } from "node-av";
import type { Picture, Plane } from "../pixels/picture";
import { asRgb, colourOf, layoutOf, planesOf, type TrackLook } from "./frame-memory";

/** A picture that can be read until it is released; reading it later throws. */
export interface HeldPicture {
  readonly picture: Picture;
  /** The same picture once more, to be released by itself. */
  share(): HeldPicture;
  release(): void;
}

interface Slot {
  av: AvFrame;
  planes: [Plane, Plane, Plane];
}

/**
 * Memory for the pictures of one stream, used again and again. Every buffer that looks into FFmpeg's memory counts as garbage
 * of its whole size once it is done with: a clip of ten seconds made the collector run 75 times. So frames are copied into a
 * few that are looked into once.
 */
export class FramePool {
  readonly #look: TrackLook;
  #idle: Slot[] = [];
  #closed = false;

  constructor(look: TrackLook) {
    this.#look = look;
  }

  /** Takes over the frame, copies it and frees it. The picture's size is the track's, whatever this one frame's is. */
  async hold(frame: AvFrame): Promise<HeldPicture> {
    let source = frame;
    try {
      if (!layoutOf(frame)) source = await asRgb(frame);
      const slot = this.#slotFor(source);
      FFmpegError.throwIfError(slot.av.copy(source), "copy a frame");
      const { widthPx, heightPx, orientation } = this.#look;
      const colour = colourOf(source, this.#look);
      return this.#held(slot, { planes: slot.planes, colour, orientation, widthPx, heightPx });
    } finally {
      if (source !== frame) source.free();
      frame.free();
    }
  }

  /** Frees what is idle now, and the rest as soon as it is released. */
  close(): void {
    this.#closed = true;
    for (const { av } of this.#idle.splice(0)) av.free();
  }

  #slotFor(source: AvFrame): Slot {
    const { width, height } = source;
    const format = source.format as AVPixelFormat;
    const isLike = ({ av }: Slot) => av.width === width && av.height === height && av.format === format;
    const at = this.#idle.findIndex(isLike);
    if (at >= 0) return this.#idle.splice(at, 1)[0]!;
    // A stream that changes its size does not come back to the old one often.
    for (const { av } of this.#idle.splice(0)) av.free();
    const av = new AvFrame();
    av.alloc();
    Object.assign(av, { width, height, format });
    FFmpegError.throwIfError(av.allocBuffer(), "make room for a frame");
    return { av, planes: planesOf(av) };
  }

  #held(slot: Slot, picture: Picture): HeldPicture {
    let holders = 0;
    const hold = (): HeldPicture => {
      holders++;
      let isHeld = true;
      return {
        get picture() {
          if (!isHeld) throw new Error("A frame was read after the next one was asked for.");
          return picture;
        },
        share() {
          if (!isHeld) throw new Error("A frame was shared after it was released.");
          return hold();
        },
        release: () => {
          if (!isHeld) return;
          isHeld = false;
          if (--holders > 0) return;
          if (this.#closed) slot.av.free();
          else this.#idle.push(slot);
        },
      };
    };
    return hold();
  }
}
