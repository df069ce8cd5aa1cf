/**
 * What is exactly true of a fixture clip. Load it with `readTruth("slalom-front")`; the clip itself is `clipPath("slalom-front")`.
 *
 * - `frames` holds one entry per video frame in every array, in order; `timesS[i]` is the frame's presentation time.
 * - `joints[i]` is 17 x (x, y) in pixels, y down, COCO-17 order (`KEYPOINTS`), or null while the skier is out of the picture
 *   or there is none. Left and right are the skier's own.
 * - Lean, angulation, knee and hip flexion follow the same definitions as the product's measures, but in three dimensions,
 *   in the plane across the line of travel; lean is positive to the skier's left, angulation towards the turn's centre.
 * - `switchesS` are the zero crossings of the lean, `turns` the whole turns between them inside one take. A turn's `side` is
 *   the direction as the skier feels it: in a left turn the skier leans to the left and the right leg is the outside one.
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
  /** At the apex, towards the turn's centre. */
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
  /** Of the first take. `offAxisDeg` is 0 in front and behind, 90 at the side. */
  view: z.object({
    facing: z.enum(["front", "back", "side", "oblique"]),
    cameraDeg: z.number(),
    offAxisDeg: z.number(),
  }),
  cameraMoves: z.boolean(),
  /** Median height in the picture from the head's joints to the lower ankle; 0 without a skier. */
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

/** The path of a fixture's media file. */
export const clipPath = (name: string, extension: "mp4" | "jpg" = "mp4") =>
  fileURLToPath(new URL(`${name}.${extension}`, folder));

/** The truth beside a fixture. Throws when there is none of that name or it does not match the schema. */
export async function readTruth(name: string): Promise<Truth> {
  return truthSchema.parse(JSON.parse(await readFile(new URL(`${name}.truth.json`, folder), "utf8")));
}
