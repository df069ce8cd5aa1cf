import { type Orientation, swapsSides } from "../pixels/picture";
import type { MediaProbe } from "../read/probe";

export const MAX_LONG_SIDE_PX = 1920;
export const MAX_SHORT_SIDE_PX = 1080;
/** The measured rate of a clip with 60 frames per second can be slightly higher. */
export const MAX_FPS = 60.5;

const even = (length: number): number => Math.max(2, 2 * Math.round(length / 2));

/** Returns the upright size of the copy: even, at most 1920 x 1080 or 1080 x 1920, never upscaled. */
export const playbackSizeOf = (probe: Pick<MediaProbe, "width" | "height">) => {
  const scale = Math.min(
    1,
    MAX_LONG_SIDE_PX / Math.max(probe.width, probe.height),
    MAX_SHORT_SIDE_PX / Math.min(probe.width, probe.height),
  );
  return { widthPx: even(probe.width * scale), heightPx: even(probe.height * scale) };
};

const rotationFilters = ({ rotation, flip }: Orientation): string[] => [
  ...{ 0: [], 90: ["transpose=clock"], 180: ["hflip", "vflip"], 270: ["transpose=cclock"] }[rotation],
  ...(flip ? ["hflip"] : []),
];

const quoted = (path: string): string => `'${path.replaceAll("\\", "/").replaceAll("'", "'\\\\\\''")}'`;

/** Returns FFmpeg's filters from the stored picture to upright 8-bit SDR; `lutPath` is null for SDR. */
export const playbackFilterOf = (
  probe: Pick<MediaProbe, "width" | "height" | "fps">,
  orientation: Orientation,
  lutPath: string | null,
): string => {
  const { widthPx, heightPx } = playbackSizeOf(probe);
  const size = swapsSides(orientation) ? `${heightPx}:${widthPx}` : `${widthPx}:${heightPx}`;
  return [
    // Makes times of the copy equal to `timeS`, which starts with the first frame.
    "setpts=PTS-STARTPTS",
    ...(probe.fps > MAX_FPS ? ["fps=60"] : []),
    `scale=${size}:flags=bicubic${lutPath ? "" : ":out_range=tv"}`,
    "setsar=1",
    ...(lutPath
      ? [
          "format=gbrp10le",
          `lut3d=file=${quoted(lutPath)}`,
          "scale=out_color_matrix=bt709:out_range=tv",
          "setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709:range=tv",
        ]
      : []),
    "format=yuv420p",
    ...rotationFilters(orientation),
    // Removes rotation and HDR metadata, which do not apply to the copy.
    "sidedata=mode=delete",
  ].join(",");
};
