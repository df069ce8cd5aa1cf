import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { type APIRequestContext, type APIResponse, expect, request } from "@playwright/test";
import { createdRunSchema, signedPartsSchema } from "@/lib/runs/schema";
import type { Person } from "./people";
import { ANALYSIS_TIMEOUT_MS, analysisEnd, clipPath } from "./runs";

type StorageState = Awaited<ReturnType<APIRequestContext["storageState"]>>;

/** An analysed run and its owner. No test may change it. */
export interface AnalyzedRun {
  person: Person;
  /** The session of that person, for a new browser context. */
  session: StorageState;
  runId: string;
  title: string;
}

async function bodyOf(response: APIResponse): Promise<unknown> {
  if (!response.ok()) throw new Error(`${response.url()} answered ${response.status()}`);
  return response.json().catch(() => null);
}

/** Uploads a small file through the API, which queues its analysis. */
async function upload(api: APIRequestContext, path: string, title: string): Promise<string> {
  const bytes = await readFile(path);
  const data = { fileName: basename(path), sizeBytes: bytes.length, fingerprint: randomUUID(), title };
  const { run } = createdRunSchema.parse(await bodyOf(await api.post("/api/runs", { data })));
  const signed = await bodyOf(await api.post(`/api/runs/${run.id}/parts`, { data: { partNumbers: [1] } }));
  const { url } = signedPartsSchema.parse(signed).parts[0]!;
  const put = await fetch(url, { method: "PUT", body: new Uint8Array(bytes) });
  if (!put.ok) throw new Error(`Storage answered ${put.status}`);
  await bodyOf(await api.post(`/api/runs/${run.id}/complete`));
  return run.id;
}

async function createAnalyzedRun(baseURL: string): Promise<AnalyzedRun> {
  const api = await request.newContext({ baseURL, extraHTTPHeaders: { origin: baseURL } });
  try {
    const person = {
      name: "Lena Hill",
      email: `${randomUUID()}@example.com`,
      password: "a long enough password",
    };
    await bodyOf(await api.post("/api/auth/sign-up/email", { data: person }));
    const title = "Training, second run";
    const runId = await upload(api, clipPath("asymmetric.mp4"), title);
    if ((await analysisEnd(api, runId)) === "failed") throw new Error("The analysis of the fixture failed.");
    return { person, session: await api.storageState(), runId, title };
  } finally {
    await api.dispose();
  }
}

/** Returns true for the first process that creates the folder. */
const isFirst = (folder: string) =>
  mkdir(folder).then(
    () => true,
    () => false,
  );

/**
 * Returns the analysed run that all tests share. The first caller creates it; it is stored in a file, because
 * tests run in several processes.
 */
export async function analyzedRun(baseURL: string): Promise<AnalyzedRun> {
  const folder = join(process.env.E2E_DIR ?? "", "analyzed-run");
  const file = join(folder, "run.json");
  if (await isFirst(folder)) {
    await writeFile(`${file}.part`, JSON.stringify(await createAnalyzedRun(baseURL)));
    await rename(`${file}.part`, file);
  }
  await expect.poll(() => existsSync(file), { timeout: ANALYSIS_TIMEOUT_MS }).toBe(true);
  return JSON.parse(await readFile(file, "utf8"));
}
