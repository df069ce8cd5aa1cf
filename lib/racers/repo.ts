import { db } from "@/lib/db/client";
import type { RacerScope } from "./policy";
import type { Racer } from "./schema";

const select = { id: true, name: true, isSelf: true } as const;

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

/** Renames a racer and returns it, or null when it is not in the scope. */
export async function updateRacerName(scope: RacerScope, id: string, name: string): Promise<Racer | null> {
  const [row] = await db.racer.updateManyAndReturn({
    where: { AND: [scope, { id }] },
    data: { name },
    select,
  });
  return row ?? null;
}

/** Deletes a racer and returns true, or false when it is not in the scope or is the person's own. */
export async function removeRacer(scope: RacerScope, id: string): Promise<boolean> {
  const { count } = await db.racer.deleteMany({ where: { AND: [scope, { id, isSelf: false }] } });
  return count === 1;
}
