import type { Actor } from "@/lib/teams/schema";

/** The runs a person may see and change: their own, as long as nobody has deleted them. */
export const runsOf = (actor: Actor) => ({ ownerId: actor.userId, deletedAt: null });
