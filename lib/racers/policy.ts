import type { Actor } from "@/lib/teams/schema";

/** The racers a person may see and change: those they made. */
export const racersOf = (actor: Actor) => ({ ownerId: actor.userId });
