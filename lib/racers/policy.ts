import type { Prisma } from "@/lib/db/generated/client";
import type { Actor } from "@/lib/teams/schema";

declare const racerScope: unique symbol;
/** The racers that an actor may see and change; only this file creates a scope. */
export type RacerScope = Prisma.RacerWhereInput & { readonly [racerScope]: true };

export const racersOf = (actor: Actor): RacerScope => ({ ownerId: actor.userId }) as RacerScope;
