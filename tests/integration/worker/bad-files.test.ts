import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { FAILURES, failureCodeSchema } from "@/lib/analyses/schema";
import { type CorpusFile, makeCorpus } from "@/tests/corpus";
import { analyzeOne } from "@/workers/analyze/analyze-one";
import { makeUploadedRun, readAnalysis } from "./uploaded-run";

/** Above the memory of an analysis, far below that of an unguarded decompression bomb. */
const MAX_ADDED_BYTES = 1.2 * 1024 ** 3;

const peakBytes = () => process.resourceUsage().maxRSS * 1024;

let folder = "";
let corpus: Record<string, CorpusFile> = {};
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ski-racer-corpus-"));
  corpus = await makeCorpus(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it("every unusual or damaged file ends in one failure with message and next step, in bounded memory", async () => {
  const endings: Record<string, string> = {};
  const expected: Record<string, string> = {};
  // The peak of this process so far; earlier tests may have analysed clips.
  const beforeBytes = peakBytes();
  for (const [name, { path, expected: wanted }] of Object.entries(corpus)) {
    const { analysisId } = await makeUploadedRun({ body: await readFile(path) });
    await analyzeOne(analysisId);
    const row = await readAnalysis(analysisId);
    endings[name] = `${row.state} ${row.failureCode} after ${row.attempt}`;
    // The pictures of the corpus show nobody, so a readable file fails as `nobody`.
    expected[name] = `failed ${"code" in wanted ? wanted.code : "nobody"} after 1`;
    const words = FAILURES[failureCodeSchema.parse(row.failureCode)];
    expect(words.message.length * words.nextStep.length, name).toBeGreaterThan(0);
    // maxRSS includes memory that was freed.
    const addedBytes = peakBytes() - beforeBytes;
    expect(addedBytes, `memory after ${name}`).toBeLessThan(MAX_ADDED_BYTES);
  }
  expect(endings).toEqual(expected);
}, 600_000);
