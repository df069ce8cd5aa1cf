import { existsSync } from "node:fs";
import { db } from "@/lib/db/client";
import { ApiClient } from "./api-client";

/** Made last, so its being there says that the seed is whole. */
const DEMO_TEAM_ID = "019ab000-0000-7000-8000-000000000001";
/** One with a cue to give, and one in which left and right are alike. */
const COACH_CLIP = "tests/fixtures/clips/asymmetric.mp4";
const ATHLETE_CLIP = "tests/fixtures/clips/slalom-front.mp4";
const PLACE = "Synthetic slope";

export const DEMO_COACH = { name: "Demo Coach", email: "coach@demo.ski" };
export const DEMO_ATHLETE = { name: "Demo Athlete", email: "athlete@demo.ski" };

const userId = async (email: string) => (await db.user.findUniqueOrThrow({ where: { email } })).id;

/**
 * Makes the demo team through the application itself: a coach and an athlete who can sign in, a racer without an account,
 * and for each of the two a clip that is uploaded and analysed as anybody's. Does nothing when it is there; one that stopped
 * half-way continues, and what people changed in it since stays changed.
 */
export async function seed(options: {
  url: string;
  password: string;
  signal?: AbortSignal;
}): Promise<"seeded" | "already there"> {
  const { url, password, signal } = options;
  if (await db.team.findUnique({ where: { id: DEMO_TEAM_ID } })) return "already there";
  const missing = [COACH_CLIP, ATHLETE_CLIP].find((clip) => !existsSync(clip));
  if (missing) throw new Error(`The demo clip ${missing} is missing: run "npm run fixtures".`);

  const coach = new ApiClient(url, signal);
  await coach.enter({ ...DEMO_COACH, password });
  const racer = await coach.racer("Mia Muster");
  await coach.upload(COACH_CLIP, {
    title: "Slalom training",
    racerId: racer.id,
    discipline: "SL",
    place: PLACE,
  });

  const athlete = new ApiClient(url, signal);
  await athlete.enter({ ...DEMO_ATHLETE, password });
  await athlete.upload(ATHLETE_CLIP, { title: "My slalom", discipline: "SL", place: PLACE });

  await db.team.create({
    data: {
      id: DEMO_TEAM_ID,
      name: "Demo Ski Club",
      memberships: {
        create: [
          { userId: await userId(DEMO_COACH.email), role: "coach" },
          { userId: await userId(DEMO_ATHLETE.email), role: "athlete" },
        ],
      },
    },
  });
  return "seeded";
}
