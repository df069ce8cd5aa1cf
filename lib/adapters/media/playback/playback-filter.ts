import type { Orientation } from "../pixels/picture";
import type { MediaProbe } from "../read/probe";

export const MAX_LONG_SIDE_PX = 1920;
export const MAX_SHORT_SIDE_PX = 1080;
/** True rates of 60 frame clips read a little above it. */
export const MAX_FPS = 60.5;

const even = (length: number): number => Math.max(2, 2 * Math.round(length / 2));

/** The upright size of the copy: at most 1080 lines (1920 the other way), even, never larger than the clip. */
export const playbackSizeOf = (probe: Pick<MediaProbe, "width" | "height">) => {
  const scale = Math.min(
    1,
    MAX_LONG_SIDE_PX / Math.max(probe.width, probe.height),
    MAX_SHORT_SIDE_PX / Math.min(probe.width, probe.height),
  );
  return { widthPx: even(probe.width * scale), heightPx: even(probe.height * scale) };
};

const turns = ({ rotation, flip }: Orientation): string[] => [
  ...{ 0: [], 90: ["transpose=clock"], 180: ["hflip", "vflip"], 270: ["transpose=cclock"] }[rotation],
  ...(flip ? ["hflip"] : []),
];

/** Quoted for a value inside an FFmpeg filter description. */
const quoted = (path: string): string => `'${path.replaceAll("\\", "/").replaceAll("'", "'\\\\\\''")}'`;

/** FFmpeg's filter chain from the stored picture to an upright 8-bit SDR one; `cubePath` maps HDR and is null for SDR. */
export const playbackFilterOf = (
  probe: Pick<MediaProbe, "width" | "height" | "fps">,
  orientation: Orientation,
  cubePath: string | null,
): string => {
  const { widthPx, heightPx } = playbackSizeOf(probe);
  const turned = orientation.rotation === 90 || orientation.rotation === 270;
  const size = turned ? `${heightPx}:${widthPx}` : `${widthPx}:${heightPx}`;
  return [
    // The copy's clock is the frames' clock: both begin with the first frame.
    "setpts=PTS-STARTPTS",
    ...(probe.fps > MAX_FPS ? ["fps=60"] : []),
    `scale=${size}:flags=bicubic${cubePath ? "" : ":out_range=tv"}`,
    "setsar=1",
    ...(cubePath
      ? [
          "format=gbrp10le",
          `lut3d=file=${quoted(cubePath)}`,
          "scale=out_color_matrix=bt709:out_range=tv",
          "setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709:range=tv",
        ]
      : []),
    "format=yuv420p",
    ...turns(orientation),
    // Turn and HDR data of the original say nothing true about what comes out.
    "sidedata=mode=delete",
  ].join(",");
};
