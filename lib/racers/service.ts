import { isMissingReference } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/teams/schema";
import { homeTeamId } from "@/lib/teams/service";
import { racersOf } from "./policy";
import * as repo from "./repo";
import type { Racer } from "./schema";

/** The actor's racers: themselves first, then by name. */
export const listRacers = (actor: Actor): Promise<Racer[]> => repo.findRacers(racersOf(actor));

/** Adds a racer the actor films; racers of the same name are allowed, families exist. */
export async function createRacer(actor: Actor, { name }: { name: string }): Promise<Racer> {
  return repo.insertRacer({ teamId: await homeTeamId(actor), ownerId: actor.userId, name });
}

/** @throws AppError notFound, also for a racer that is someone else's */
export async function renameRacer(actor: Actor, racerId: string, { name }: { name: string }): Promise<Racer> {
  const racer = await repo.renameRow(racersOf(actor), racerId, name);
  if (!racer) throw notFound(racerId);
  return racer;
}

/** Deletes a racer; their runs stay, with nobody named. @throws AppError notFound, conflict (the actor themselves) */
export async function deleteRacer(actor: Actor, racerId: string): Promise<void> {
  if (await repo.removeRow(racersOf(actor), racerId)) return;
  if (!(await repo.findRacer(racersOf(actor), racerId))) throw notFound(racerId);
  throw new AppError("conflict", "a person's own racer", {
    publicMessage: "This is you. Rename yourself instead of deleting.",
  });
}

/** @throws AppError invalid when the racer is missing or someone else's; for ids named in a request's body */
async function requireRacer(actor: Actor, racerId: string): Promise<void> {
  if (await repo.findRacer(racersOf(actor), racerId)) return;
  throw new AppError("invalid", `no racer ${racerId} for its asker`, {
    publicMessage: "This racer does not exist.",
    invalidParams: [{ name: "racerId", reason: "This racer does not exist" }],
  });
}

/**
 * Does a write that names a racer of the actor's, or none. A racer who is deleted while it is done is missing, too.
 * @throws AppError invalid when the racer is missing or someone else's
 */
export async function withRacer<T>(
  actor: Actor,
  racerId: string | null | undefined,
  write: () => Promise<T>,
): Promise<T> {
  if (!racerId) return write();
  await requireRacer(actor, racerId);
  try {
    return await write();
  } catch (error) {
    if (isMissingReference(error)) await requireRacer(actor, racerId);
    throw error;
  }
}

const notFound = (racerId: string) => new AppError("notFound", `no racer ${racerId} for its asker`);
