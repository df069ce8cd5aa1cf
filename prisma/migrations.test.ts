import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { query, startTestPostgres, type TestPostgres } from "@/tests/empty-databases";
import { copyFirstMigrations } from "@/tests/migrations";
import { migrate } from "./migrate";
import { readMigrations } from "./migration-files";

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startTestPostgres();
}, 60_000);
afterAll(() => postgres.stop(), 60_000);

/** Migrates a new database up to, but not including, `name`. */
async function databaseBefore(name: string): Promise<string> {
  const count = (await readMigrations()).findIndex((migration) => migration.name === name);
  expect(count).toBeGreaterThan(0);
  const folder = await copyFirstMigrations(count, await mkdtemp(join(postgres.folder, "before-")));
  const url = await postgres.createDatabase();
  await migrate(url, { folder });
  return url;
}

const ID = (last: number) => `00000000-0000-7000-8000-00000000000${last}`;

async function insertRun(url: string): Promise<void> {
  await query(url, `insert into "Team" ("id", "name") values ($1, 'Racers')`, [ID(1)]);
  await query(
    url,
    `insert into "User" ("id", "name", "email", "updatedAt") values ($1, 'Ann', 'ann@example.com', now())`,
    [ID(2)],
  );
  await query(
    url,
    `insert into "Run" ("id", "teamId", "ownerId", "kind", "title", "fileName", "contentType", "sizeBytes",
       "fingerprint", "objectKey", "partSizeBytes", "updatedAt")
     values ($1, $2, $3, 'video', 'Run', 'a.mp4', 'video/mp4', 1, 'f', 'k', 1, now())`,
    [ID(3), ID(1), ID(2)],
  );
}

test("20261128140000_measures renames the keys of stored results and no text", async () => {
  const url = await databaseBefore("20261128140000_measures");
  await insertRun(url);
  const inclination = { value: 41.2, plusMinus: 4, confidence: 0.8 };
  const sentence = String.raw`The "metrics": and the "metric": of the coach, or \"metric\": and {"coach": 1}.`;
  const before = {
    engine: { version: "1.0.0", pose: "movenet-thunder", coach: "rules" },
    turns: [
      { index: 1, side: "left", metrics: { inclinationDeg: inclination } },
      { index: 2, metrics: {} },
    ],
    still: { side: null, metrics: { inclinationDeg: { withheld: "view" } } },
    summary: { symmetry: { metric: 1 } },
    limits: ["metrics", "metric", "coach", sentence],
    feedback: {
      engine: "rules",
      focus: { cue: sentence, evidence: [{ turn: 1, metric: "inclinationDeg", value: 41.2 }] },
      strengths: [{ text: "metric", evidence: [{ turn: null, metric: "leanDeg", value: -1 }] }],
    },
  };
  for (const [id, result] of [
    [ID(4), before],
    [ID(5), null],
  ] as const) {
    await query(
      url,
      `insert into "Analysis" ("id", "runId", "engine", "summary", "result") values ($1, $2, $3, $4, $5)`,
      [id, ID(3), result?.engine, result?.summary, result],
    );
  }
  await query(
    url,
    `insert into "Turn" ("id", "analysisId", "index", "startS", "apexS", "endS", "confidence", "metrics")
     values ($1, $2, 1, 0, 1, 2, 0.8, $3)`,
    [ID(6), ID(4), { inclinationDeg: inclination }],
  );

  await migrate(url);

  expect(await query(url, `select "result" from "Analysis" order by "id"`)).toEqual([
    {
      result: {
        ...before,
        engine: { version: "1.0.0", pose: "movenet-thunder", coaching: "rules" },
        turns: [
          { index: 1, side: "left", measures: { inclinationDeg: inclination } },
          { index: 2, measures: {} },
        ],
        still: { side: null, measures: { inclinationDeg: { withheld: "view" } } },
        summary: { symmetry: { measure: 1 } },
        feedback: {
          engine: "rules",
          focus: { cue: sentence, evidence: [{ turn: 1, measure: "inclinationDeg", value: 41.2 }] },
          strengths: [{ text: "metric", evidence: [{ turn: null, measure: "leanDeg", value: -1 }] }],
        },
      },
    },
    { result: null },
  ]);
  expect(await query(url, `select "measures" from "Turn"`)).toEqual([
    { measures: { inclinationDeg: inclination } },
  ]);
});

test("20261128150000_drop_copies_of_result keeps the result and its summary", async () => {
  const url = await databaseBefore("20261128150000_drop_copies_of_result");
  await insertRun(url);
  const result = { engine: { version: "1.0.0" }, view: { facing: "front" }, timingsMs: { total: 900 } };
  await query(
    url,
    `insert into "Analysis" ("id", "runId", "engine", "view", "timingsMs", "summary", "cost", "result")
     values ($1, $2, $3, $4, $5, '{"turnCount":2}', '{"coach":null}', $6)`,
    [ID(4), ID(3), result.engine, result.view, result.timingsMs, result],
  );
  await migrate(url);
  const [row] = await query(url, `select * from "Analysis"`);
  expect(row).toMatchObject({ summary: { turnCount: 2 }, cost: { coach: null }, result });
  expect(row).not.toHaveProperty("engine");
});
