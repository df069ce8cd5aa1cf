import { beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { reconcile } from "@/lib/jobs/reconcile";
import { beginRun, sendParts } from "./clip";
import { type Person, signUp } from "./person";
import { emptyDatabase } from "./setup/database";

let person: Person;
beforeAll(async () => {
  await emptyDatabase();
  person = await signUp();
});

test("an upload whose every part arrived before its tab was closed is analysed, not thrown away", async () => {
  const [whole, partly] = [await beginRun(person), await beginRun(person)];
  await sendParts(person, whole, [1, 2]);
  await sendParts(person, partly, [1]);
  const twoDays = 2 * 24 * 3600 * 1000;
  expect(await reconcile({ now: new Date(Date.now() + twoDays) })).toMatchObject({ abandoned: 1 });

  const row = await db.run.findUniqueOrThrow({ where: { id: whole }, include: { analyses: true } });
  expect(row).toMatchObject({ state: "uploaded", deletedAt: null, analyses: [{ state: "queued" }] });
  expect(await db.run.findUnique({ where: { id: partly } })).toBeNull();
});
