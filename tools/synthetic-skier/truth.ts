/**
 * The ground truth of a fixture clip.
 * - Arrays in `frames` have one entry per video frame; `timesS` are presentation times.
 * - `joints[i]` is 17 x (x, y) in pixels, y down, in the order of `KEYPOINTS`, or null without a skier in the
 *   picture.
 * - Angles follow the definitions of `MEASURES` in three dimensions; lean is positive to the skier's left.
 * - `switchesS` are the zero crossings of the lean, `turns` the whole turns between them inside one shot. In
 *   a left turn the skier leans to the left.
 */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const perFrame = z.array(z.number().nullable());
const eachLeg = z.object({ left: perFrame, right: perFrame });

export const truthTurnSchema = z.object({
  side: z.enum(["left", "right"]),
  startS: z.number(),
  apexS: z.number(),
  endS: z.number(),
  /** At the apex, positive towards the center of the turn. */
  inclinationDeg: z.number(),
  angulationDeg: z.number(),
  kneeFlexionOutsideDeg: z.number(),
  kneeFlexionInsideDeg: z.number(),
  hipFlexionOutsideDeg: z.number(),
  hipFlexionInsideDeg: z.number(),
});

export const truthSchema = z.object({
  version: z.literal(1),
  name: z.string(),
  kind: z.enum(["video", "photo"]),
  discipline: z.enum(["SL", "GS", "free"]),
  widthPx: z.number(),
  heightPx: z.number(),
  fps: z.number(),
  durationS: z.number(),
  /** View of the first shot. `offAxisDeg` is 0 in front and behind, 90 at the side. */
  view: z.object({
    facing: z.enum(["front", "back", "side", "oblique"]),
    cameraDeg: z.number(),
    offAxisDeg: z.number(),
  }),
  cameraMoves: z.boolean(),
  /** Median height in the picture from the head to the lower ankle; 0 without a skier. */
  skierHeightPx: z.number(),
  bystanders: z.number(),
  cutsS: z.array(z.number()),
  fallS: z.number().nullable(),
  switchesS: z.array(z.number()),
  turns: z.array(truthTurnSchema),
  frames: z.object({
    timesS: z.array(z.number()),
    joints: z.array(z.array(z.number()).length(34).nullable()),
    leanDeg: perFrame,
    angulationDeg: perFrame,
    kneeFlexionDeg: eachLeg,
    hipFlexionDeg: eachLeg,
  }),
});

export type Truth = z.infer<typeof truthSchema>;
export type TruthTurn = z.infer<typeof truthTurnSchema>;

const folder = new URL("../../tests/fixtures/clips/", import.meta.url);

/** Returns the path of the media file of a fixture. */
export const clipPath = (name: string, extension: "mp4" | "jpg" = "mp4") =>
  fileURLToPath(new URL(`${name}.${extension}`, folder));

/** Reads the ground truth of a fixture. @throws when it is missing or invalid */
export async function readTruth(name: string): Promise<Truth> {
  return truthSchema.parse(JSON.parse(await readFile(new URL(`${name}.truth.json`, folder), "utf8")));
}
