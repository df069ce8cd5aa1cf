import { isMissingReference } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/teams/schema";
import { homeTeamId } from "@/lib/teams/service";
import { racersOf } from "./policy";
import * as repo from "./repo";
import type { Racer } from "./schema";

/** Returns the actor's racers: the actor's own first, then by name. */
export const listRacers = (actor: Actor): Promise<Racer[]> => repo.findRacers(racersOf(actor));

export async function createRacer(actor: Actor, { name }: { name: string }): Promise<Racer> {
  return repo.insertRacer({ teamId: homeTeamId(actor), ownerId: actor.userId, name });
}

/** @throws AppError notFound, also for another person's racer */
export async function renameRacer(actor: Actor, racerId: string, { name }: { name: string }): Promise<Racer> {
  const racer = await repo.updateRacerName(racersOf(actor), racerId, name);
  if (!racer) throw notFound(racerId);
  return racer;
}

/** Deletes a racer and keeps the runs. @throws AppError notFound, conflict (the actor's own racer) */
export async function deleteRacer(actor: Actor, racerId: string): Promise<void> {
  if (await repo.removeRacer(racersOf(actor), racerId)) return;
  if (!(await repo.findRacer(racersOf(actor), racerId))) throw notFound(racerId);
  throw new AppError("conflict", "a person's own racer cannot be deleted", {
    publicMessage: "This is you. Rename yourself instead of deleting.",
  });
}

async function requireRacer(actor: Actor, racerId: string): Promise<void> {
  if (await repo.findRacer(racersOf(actor), racerId)) return;
  throw new AppError("invalid", `racer ${racerId} is not visible to the actor`, {
    publicMessage: "This racer does not exist.",
    invalidParams: [{ name: "racerId", reason: "This racer does not exist" }],
  });
}

/**
 * Runs a write that names one of the actor's racers, or none.
 * @throws AppError invalid when the racer is missing, another person's, or deleted during the write
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

const notFound = (racerId: string) =>
  new AppError("notFound", `racer ${racerId} is not visible to the actor`);
