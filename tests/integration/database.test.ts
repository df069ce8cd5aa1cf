import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { db, inTransaction } from "@/lib/db/client";
import { emptyDatabase, refuseRemote } from "./setup/database";

test("emptyDatabase refuses a remote database", async () => {
  const remote = "postgresql://someone@db.cluster-abc.eu-west-1.rds.amazonaws.com:5432/skiracer";
  expect(() => refuseRemote(remote)).toThrow("not local");
  await expect(emptyDatabase(remote)).rejects.toThrow("not local");
});

test("a transaction that throws is rolled back", async () => {
  const id = randomUUID();
  const failing = inTransaction(async (tx) => {
    await tx.team.create({ data: { id, name: "Half-way" } });
    throw new Error("stop");
  });
  await expect(failing).rejects.toThrow("stop");
  expect(await db.team.findUnique({ where: { id } })).toBeNull();
});

test("a transaction that returns is committed", async () => {
  const id = randomUUID();
  await inTransaction((tx) => tx.team.create({ data: { id, name: "Whole" } }));
  expect(await db.team.findUnique({ where: { id } })).toMatchObject({ name: "Whole" });
});
