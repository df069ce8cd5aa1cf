import { db, inTransaction } from "@/lib/db/client";

/**
 * Makes the personal team with its owner and their own racer, unless it is there. A personal team carries its person's
 * id, so two sign-ins at once make one team.
 */
export async function insertPersonalTeam(userId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const user = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { name: true } });
    const { count } = await tx.team.createMany({
      data: [{ id: userId, name: user.name }],
      skipDuplicates: true,
    });
    if (count === 0) return;
    await tx.membership.create({ data: { teamId: userId, userId, role: "owner" } });
    await tx.racer.create({ data: { teamId: userId, ownerId: userId, name: user.name, isSelf: true } });
  });
}

/** The first team a person owns, or null. */
export async function findOwnTeam(userId: string): Promise<{ id: string } | null> {
  const membership = await db.membership.findFirst({
    where: { userId, role: "owner" },
    orderBy: { id: "asc" },
    select: { teamId: true },
  });
  return membership && { id: membership.teamId };
}
