import { existsSync } from "node:fs";
import { db } from "@/lib/db/client";
import { ApiClient } from "./api-client";

/** Created last, so its existence means that the seed is complete. */
const DEMO_TEAM_ID = "019ab000-0000-7000-8000-000000000001";
/** One clip with a difference between left and right, and one without. */
const COACH_CLIP = "tests/fixtures/clips/asymmetric.mp4";
const ATHLETE_CLIP = "tests/fixtures/clips/slalom-front.mp4";
const PLACE = "Synthetic slope";

export const DEMO_COACH = { name: "Demo Coach", email: "coach@demo.ski" };
export const DEMO_ATHLETE = { name: "Demo Athlete", email: "athlete@demo.ski" };

const userId = async (email: string) => (await db.user.findUniqueOrThrow({ where: { email } })).id;

/**
 * Creates the demo team through the API: a coach and an athlete with accounts, a racer without one, and one
 * uploaded clip each. Does nothing when it exists; an interrupted seed continues, and later changes are kept.
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
  await coach.signIn({ ...DEMO_COACH, password });
  const racer = await coach.racer("Mia Muster");
  await coach.upload(COACH_CLIP, {
    title: "Slalom training",
    racerId: racer.id,
    discipline: "SL",
    place: PLACE,
  });

  const athlete = new ApiClient(url, signal);
  await athlete.signIn({ ...DEMO_ATHLETE, password });
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
