import { db } from "@/lib/db/client";
import type { Racer } from "./schema";

type Where = { ownerId: string };
const select = { id: true, name: true, isSelf: true } as const;

/** Visible racers: the person themselves first, then by name. */
export const findRacers = (visible: Where): Promise<Racer[]> =>
  db.racer.findMany({
    where: visible,
    orderBy: [{ isSelf: "desc" }, { name: "asc" }, { id: "asc" }],
    select,
  });

/** One visible racer; null when there is none. */
export const findRacer = (visible: Where, id: string): Promise<Racer | null> =>
  db.racer.findFirst({ where: { ...visible, id }, select });

/** Adds a racer to a team; who may is the caller's to check. */
export const insertRacer = (racer: { teamId: string; ownerId: string; name: string }): Promise<Racer> =>
  db.racer.create({ data: racer, select });

/** Renames a visible racer; null when there is none. */
export async function renameRow(visible: Where, id: string, name: string): Promise<Racer | null> {
  const [row] = await db.racer.updateManyAndReturn({ where: { ...visible, id }, data: { name }, select });
  return row ?? null;
}

/** Removes a visible racer who is not the person themselves; false when there is none. */
export async function removeRow(visible: Where, id: string): Promise<boolean> {
  const { count } = await db.racer.deleteMany({ where: { ...visible, id, isSelf: false } });
  return count === 1;
}
