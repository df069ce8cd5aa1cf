import { AppError } from "@/lib/errors";
import { findOwnTeam, insertPersonalTeam } from "./repo";
import type { Actor } from "./schema";

/** Gives a person their own team, membership and racer. May run any number of times, also at once. */
export async function ensurePersonalTeam(userId: string): Promise<void> {
  if (await findOwnTeam(userId)) return;
  await insertPersonalTeam(userId);
}

/** The team that what the actor makes belongs to. Throws `forbidden` for someone who owns none. */
export async function homeTeamId(actor: Actor): Promise<string> {
  const team = await findOwnTeam(actor.userId);
  if (!team) throw new AppError("forbidden", `user ${actor.userId} owns no team`);
  return team.id;
}
