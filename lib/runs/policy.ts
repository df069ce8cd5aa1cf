import { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors";
import type { Actor, TeamRole } from "@/lib/teams/schema";

declare const runScope: unique symbol;
/** The runs an actor may see; only this file creates one. */
export type RunScope = Prisma.RunWhereInput & { readonly [runScope]: true };
/** A RunScope for a raw query; only this file creates one. */
export type RunScopeSql = Prisma.Sql & { readonly [runScope]: true };

/** One list of runs. Each form filters by one indexed column; forms are never combined by OR. */
export type RunListScope =
  | { of: "mine" }
  | { of: "team"; teamId: string }
  /** The runs of one racer whom the actor created. */
  | { of: "child"; racerId: string };

/** The lists that each role gives, besides `mine`. */
export const RUN_LISTS_OF_ROLE: Record<TeamRole, readonly RunListScope["of"][]> = {
  owner: ["team"],
  coach: ["team"],
  athlete: [],
  guardian: ["child"],
};

interface ScopeRule {
  where: Prisma.RunWhereInput;
  sql: Prisma.Sql;
}

const column = (table: string, name: string) => Prisma.raw(`${table}."${name}"`);

/** The owner is a value, or a column of the raw query. */
const ownedSql = (table: string, owner: Prisma.Sql) =>
  Prisma.sql`${column(table, "ownerId")} = ${owner} AND ${column(table, "deletedAt")} IS NULL`;

/** Creates the policy of a table of roles. */
export function createRunPolicy<Role extends string>(
  listsOfRole: Record<Role, readonly RunListScope["of"][]>,
) {
  type RoleActor = { userId: string; memberships: readonly { teamId: string; role: Role }[] };

  const teamsWith = (actor: RoleActor, list: RunListScope["of"]): string[] =>
    actor.memberships.filter(({ role }) => listsOfRole[role].includes(list)).map(({ teamId }) => teamId);

  function ruleOf(actor: RoleActor, list: RunListScope, table: string): ScopeRule {
    const { userId } = actor;
    if (list.of === "mine")
      return {
        where: { ownerId: userId, deletedAt: null },
        sql: ownedSql(table, Prisma.sql`${userId}::uuid`),
      };
    const teamIds = teamsWith(actor, list.of);
    if (list.of === "team") {
      if (!teamIds.includes(list.teamId)) throw new AppError("notFound", "no role that lists this team");
      return {
        where: { teamId: list.teamId, deletedAt: null },
        sql: Prisma.sql`${column(table, "teamId")} = ${list.teamId}::uuid AND ${column(table, "deletedAt")} IS NULL`,
      };
    }
    if (teamIds.length === 0) throw new AppError("notFound", "no role that lists a child");
    return {
      where: {
        racerId: list.racerId,
        racer: { ownerId: userId, teamId: { in: teamIds } },
        deletedAt: null,
      },
      sql: Prisma.sql`${column(table, "racerId")} = ${list.racerId}::uuid AND ${column(table, "deletedAt")} IS NULL
        AND EXISTS (SELECT 1 FROM "Racer" child WHERE child."id" = ${column(table, "racerId")}
          AND child."ownerId" = ${userId}::uuid AND child."teamId" = ANY(${teamIds}::uuid[]))`,
    };
  }

  return {
    /** Returns the runs of one list. @throws AppError notFound when no role of the actor gives it */
    runsOf: (actor: RoleActor, list: RunListScope = { of: "mine" }): RunScope =>
      ruleOf(actor, list, "r").where as RunScope,
    /** Returns the same condition in SQL, on the alias `table` of "Run". */
    runsSqlOf: (actor: RoleActor, list: RunListScope, table: string): RunScopeSql =>
      ruleOf(actor, list, table).sql as RunScopeSql,
  };
}

const policy = createRunPolicy(RUN_LISTS_OF_ROLE);

/** Returns the runs the actor may see and change: one list, their own by default. */
export const runsOf: (actor: Actor, list?: RunListScope) => RunScope = policy.runsOf;

/** Returns the runs in `table` that belong to the owner of the run in `other`, both aliases of "Run". */
export const runsOfSameOwnerSql = (table: string, other: string): RunScopeSql =>
  ownedSql(table, column(other, "ownerId")) as RunScopeSql;
