import { beforeAll, expect, test } from "vitest";
import { findRun, findRuns } from "@/lib/analyses/repo/library";
import { db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { createRunPolicy, RUN_LISTS_OF_ROLE, type RunListScope } from "@/lib/runs/policy";
import { changeRun, findOriginal } from "@/lib/runs/repo/runs";
import type { TeamRole } from "@/lib/teams/schema";
import { call, type Person, signUp } from "./person";
import { makeQueued } from "./queued";

/** A role that the product does not have: it lists its team's runs. */
const policy = createRunPolicy<TeamRole | "observer">({ ...RUN_LISTS_OF_ROLE, observer: ["team"] });

let owner: Person;
let other: Person;
let guardian: Person;
let runId: string;
let childRunId: string;
let childId: string;
beforeAll(async () => {
  [owner, other, guardian] = await Promise.all([signUp("Owner"), signUp("Other"), signUp("Guardian")]);
  [{ runId }, { runId: childRunId }] = await Promise.all([makeQueued(owner), makeQueued(guardian)]);
  await makeQueued(other);
  childId = (await call(guardian, "POST", "/api/racers", { name: "Child" })).body.id;
  await db.run.update({ where: { id: childRunId }, data: { racerId: childId } });
});

/** The personal team of a person has the person's id. */
const observerOf = (person: Person) => ({
  userId: other.userId,
  memberships: [{ teamId: person.userId, role: "observer" as const }],
});
const guardianActor = () => ({
  userId: guardian.userId,
  memberships: [{ teamId: guardian.userId, role: "guardian" as const }],
});
const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id);

test("a role added to the policy's table reads its team's runs through unchanged repos", async () => {
  const scope = policy.runsOf(observerOf(owner), { of: "team", teamId: owner.userId });
  expect(idsOf(await findRuns(scope, {}, 10))).toEqual([runId]);
  expect(await findRun(scope, runId)).toMatchObject({ id: runId });
  expect(await findOriginal(scope, runId)).not.toBeNull();
  expect(await findRun(scope, childRunId)).toBeNull();
  expect(await changeRun(scope, childRunId, { title: "Taken over" })).toBe(false);
  expect(() => policy.runsOf(observerOf(owner), { of: "team", teamId: guardian.userId })).toThrow();
});

test("a filter cannot widen a scope, whichever column it names", async () => {
  const scope = policy.runsOf(observerOf(owner), { of: "team", teamId: owner.userId });
  expect(await findRuns(scope, { racerId: childId }, 10)).toEqual([]);
});

test("a guardian lists the runs of a racer they created, and of nobody else's", async () => {
  const list = (racerId: string) => policy.runsOf(guardianActor(), { of: "child", racerId });
  expect(idsOf(await findRuns(list(childId), {}, 10))).toEqual([childRunId]);
  const ownersRacer = await db.racer.findFirstOrThrow({ where: { ownerId: owner.userId } });
  await db.run.update({ where: { id: runId }, data: { racerId: ownersRacer.id } });
  expect(await findRuns(list(ownersRacer.id), {}, 10)).toEqual([]);
});

test("the condition in SQL selects the same runs as the condition of Prisma", async () => {
  const lists: [Parameters<typeof policy.runsOf>[0], RunListScope][] = [
    [observerOf(owner), { of: "mine" }],
    [observerOf(owner), { of: "team", teamId: owner.userId }],
    [guardianActor(), { of: "child", racerId: childId }],
  ];
  for (const [actor, list] of lists) {
    const sql = policy.runsSqlOf(actor, list, "r");
    const rows = await db.$queryRaw<{ id: string }[]>(
      Prisma.sql`SELECT r."id" FROM "Run" r WHERE ${sql} ORDER BY r."id" DESC`,
    );
    expect(idsOf(rows)).toEqual(idsOf(await findRuns(policy.runsOf(actor, list), {}, 10)));
    expect(rows).toHaveLength(1);
  }
});

test("an undefined value in a query is an error, not a missing condition", async () => {
  const missing: unknown = undefined;
  await expect(db.run.findMany({ where: { ownerId: missing as string } })).rejects.toThrow(/undefined/);
});

test("a removed membership has no effect from the next request on", async () => {
  const person = await signUp();
  const add = () => call(person, "POST", "/api/racers", { name: "Lindsey" });
  expect((await add()).status).toBe(201);
  await db.membership.deleteMany({ where: { userId: person.userId } });
  expect((await add()).status).toBe(403);
});
