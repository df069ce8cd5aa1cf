import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { TEAM_ROLES, type TeamRole } from "@/lib/teams/schema";
import { RUN_LISTS_OF_ROLE, type RunListScope, runsOf } from "./policy";

const USER = "user";
const TEAM = "team";
const actorWith = (role: TeamRole) => ({ userId: USER, memberships: [{ teamId: TEAM, role }] });

const LISTS: Record<RunListScope["of"], RunListScope> = {
  mine: { of: "mine" },
  team: { of: "team", teamId: TEAM },
  child: { of: "child", racerId: "racer" },
};

const SEES: Record<TeamRole, RunListScope["of"][]> = {
  owner: ["mine", "team"],
  coach: ["mine", "team"],
  athlete: ["mine"],
  guardian: ["mine", "child"],
};

describe.each(TEAM_ROLES)("the role %s", (role) => {
  test.each(Object.values(LISTS))("gives exactly the lists of the matrix: $of", (list) => {
    const scope = () => runsOf(actorWith(role), list);
    if (SEES[role].includes(list.of)) expect(scope()).toMatchObject({ deletedAt: null });
    else expect(scope).toThrow(expect.objectContaining({ code: "notFound" }));
  });

  test("gives nothing of another team", () => {
    const list = { of: "team", teamId: "another" } as const;
    expect(() => runsOf(actorWith(role), list)).toThrow(expect.objectContaining({ code: "notFound" }));
  });
});

test("every list filters by one owner, team or racer, without OR", () => {
  const roles = Object.keys(RUN_LISTS_OF_ROLE) as TeamRole[];
  const actor = { userId: USER, memberships: roles.map((role) => ({ teamId: TEAM, role })) };
  const columns = ["ownerId", "teamId", "racerId"];
  for (const list of Object.values(LISTS)) {
    const scope = runsOf(actor, list);
    expect(columns.filter((column) => column in scope)).toHaveLength(1);
    expect(JSON.stringify(scope)).not.toContain('"OR"');
  }
});

test("only policies create the conditions that repos accept", () => {
  const files = globSync("{app,components,lib,workers,local,prisma}/**/*.{ts,tsx}", {
    exclude: ["lib/db/generated/**", "**/*.test.ts"],
  });
  const casting = files.filter((file) => /\bas (\w+\.)?\w+Scope(Sql)?\b/.test(readFileSync(file, "utf8")));
  expect(casting.sort()).toEqual(["lib/analyses/policy.ts", "lib/racers/policy.ts", "lib/runs/policy.ts"]);
  const owners = files.filter((file) => /ownerId: \S+, deletedAt: null/.test(readFileSync(file, "utf8")));
  expect(owners).toEqual(["lib/runs/policy.ts"]);
});
