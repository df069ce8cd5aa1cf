import { db, inTransaction } from "@/lib/db/client";
import type { TeamMembership } from "./schema";

/** Creates a person's team, membership and racer. The team has the person's id, so that there is only one. */
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

/** Returns a person's memberships, oldest first. */
export const findMemberships = (userId: string): Promise<TeamMembership[]> =>
  db.membership.findMany({
    where: { userId },
    orderBy: { id: "asc" },
    select: { teamId: true, role: true },
  });
