import { AppError } from "@/lib/errors";
import { findMemberships, insertPersonalTeam } from "./repo";
import type { Actor, TeamMembership } from "./schema";

const ownTeamOf = (memberships: readonly TeamMembership[]) =>
  memberships.find((membership) => membership.role === "owner");

/** Creates a person's own team, membership and racer unless they exist. */
export async function ensurePersonalTeam(userId: string): Promise<void> {
  if (!ownTeamOf(await findMemberships(userId))) await insertPersonalTeam(userId);
}

/** Returns the actor of a signed-in person, with the current memberships. */
export async function loadActor(userId: string): Promise<Actor> {
  return { userId, memberships: await findMemberships(userId) };
}

/** Returns the team of the actor's new rows. @throws AppError forbidden when the actor owns no team */
export function homeTeamId(actor: Actor): string {
  const team = ownTeamOf(actor.memberships);
  if (!team) throw new AppError("forbidden", `user ${actor.userId} owns no team`);
  return team.teamId;
}
