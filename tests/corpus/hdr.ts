import {
  AV_PIX_FMT_RGBA,
  Encoder,
  FF_ENCODER_LIBX265,
  FilterAPI,
  Frame,
  Muxer,
  pipeline,
  Rational,
} from "node-av";
import { drawFrame } from "./clip";

/** Writes a 10-bit HEVC clip in HLG, the HDR of iPhones. */
export const writeHlgClip = async (path: string, frameCount: number, fps: number): Promise<void> => {
  const [widthPx, heightPx] = [320, 240];
  const frames = async function* () {
    for (let i = 0; i < frameCount; i++) {
      const frame = new Frame();
      frame.alloc();
      frame.width = widthPx;
      frame.height = heightPx;
      frame.format = AV_PIX_FMT_RGBA;
      frame.timeBase = new Rational(1, fps);
      frame.pts = BigInt(i);
      frame.duration = 1n;
      frame.allocBuffer();
      frame.fromBuffer(Buffer.from(drawFrame(widthPx, heightPx, i).buffer));
      yield frame;
    }
    yield null;
  };
  const filter = FilterAPI.create(
    "scale=out_color_matrix=bt2020:out_range=tv,format=yuv420p10le," +
      "setparams=color_primaries=bt2020:color_trc=arib-std-b67:colorspace=bt2020nc:range=tv",
  );
  const encoder = await Encoder.create(FF_ENCODER_LIBX265, {
    filter,
    options: { preset: "ultrafast", "x265-params": "log-level=none" },
  });
  await using muxer = await Muxer.open(path, { options: { movflags: "+faststart" } });
  await pipeline(frames(), filter, encoder, muxer).completion;
};
