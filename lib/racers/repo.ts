import { db } from "@/lib/db/client";
import type { RacerScope } from "./policy";
import type { Racer } from "./schema";

const select = { id: true, name: true, isSelf: true } as const;

/** Returns the racers of a scope: the person's own racer first, then by name. */
export const findRacers = (scope: RacerScope): Promise<Racer[]> =>
  db.racer.findMany({
    where: scope,
    orderBy: [{ isSelf: "desc" }, { name: "asc" }, { id: "asc" }],
    select,
  });

export const findRacer = (scope: RacerScope, id: string): Promise<Racer | null> =>
  db.racer.findFirst({ where: { AND: [scope, { id }] }, select });

/** Adds a racer to a team; the caller checks access. */
export const insertRacer = (racer: { teamId: string; ownerId: string; name: string }): Promise<Racer> =>
  db.racer.create({ data: racer, select });

/** Renames a racer of a scope; returns null when there is none. */
export async function updateRacerName(scope: RacerScope, id: string, name: string): Promise<Racer | null> {
  const [row] = await db.racer.updateManyAndReturn({
    where: { AND: [scope, { id }] },
    data: { name },
    select,
  });
  return row ?? null;
}

/** Deletes a racer of a scope unless it is the person's own; returns false when there is none. */
export async function removeRacer(scope: RacerScope, id: string): Promise<boolean> {
  const { count } = await db.racer.deleteMany({ where: { AND: [scope, { id, isSelf: false }] } });
  return count === 1;
}
