import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { receive, remove } from "@/lib/adapters/queue";
import { analyzeRequestedMessage } from "@/lib/analyses/queue/analyze-requested";
import type { AnalysisResult } from "@/lib/analyses/schema";
import { db } from "@/lib/db/client";
import type { Wire } from "../wire/server";
import { type SegmentDocument, startXray } from "../wire/xray";
import { sendFile } from "./clip";
import { type Person, signUp } from "./person";
import { emptyQueues } from "./setup/queue";
import { makeUploadedRun } from "./worker/uploaded-run";

let xray: Wire & { segments: SegmentDocument[] };
let person: Person;
beforeAll(async () => {
  await emptyQueues();
  [xray, person] = await Promise.all([startXray(), signUp()]);
});
afterAll(() => xray.stop());

/** Runs a process with telemetry, and returns its exit code and log lines. */
async function run(args: string[], endpoint = xray.endpoint) {
  const child = spawn(process.execPath, ["--import", "tsx", "tests/integration/trace-main.ts", ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      LOG_LEVEL: "debug",
      TRACES: "xray",
      METRICS: "emf",
      STAGE: "test",
      XRAY_ENDPOINT: endpoint,
    },
  });
  const lines = async (stream: NodeJS.ReadableStream) =>
    (await text(stream))
      .split("\n")
      .filter(Boolean)
      .map((line): Record<string, unknown> => JSON.parse(line));
  const [metrics, logged, [code]] = await Promise.all([
    lines(child.stdout),
    lines(child.stderr),
    once(child, "exit"),
  ]);
  return { code, metrics, logged };
}

async function takeMessage(): Promise<string> {
  const [message] = await receive({ maxMessages: 1, waitS: 10, visibilityS: 30 });
  await remove(message?.receiptHandle ?? "");
  return message?.body ?? "";
}

const namesOf = (metrics: Record<string, unknown>[]) =>
  metrics.flatMap((line) => Object.keys(line).filter((key) => !["_aws", "Stage", "Reason"].includes(key)));

test("one trace id connects the request, the queue message, the worker and the result", async () => {
  const runId = await sendFile(person, "tests/fixtures/clips/apex-front.jpg");
  const web = await run(["web", runId, person.cookie]);
  expect(web.code).toBe(0);
  const queued = await db.analysis.findFirstOrThrow({ where: { runId } });
  const traceId = queued.traceId ?? "";
  expect(traceId).toMatch(/^1-[0-9a-f]{8}-[0-9a-f]{24}$/);
  expect(web.logged.find((line) => line.msg === "request handled")).toMatchObject({ runId, traceId });
  expect(namesOf(web.metrics)).toEqual(["Requests", "RequestErrors", "RequestMs"]);

  const body = await takeMessage();
  expect(JSON.parse(body)).toMatchObject({ analysisId: queued.id, traceId });
  const worker = await run(["worker", body]);
  expect(worker.code).toBe(0);
  const about = worker.logged.filter((line) => JSON.stringify(line).includes(queued.id));
  expect(about.length).toBeGreaterThan(0);
  expect(new Set(about.map((line) => line.traceId))).toEqual(new Set([traceId]));
  expect(namesOf(worker.metrics)).toEqual(["AnalysisSucceeded", "AnalysisMs", "AnalysisWaitedMs"]);

  const mine = xray.segments.filter((segment) => segment.trace_id === traceId);
  expect(mine.map((segment) => segment.name)).toEqual(["web", "queue", "worker"]);
  const [request, wait, work] = mine as [SegmentDocument, SegmentDocument, SegmentDocument];
  expect([wait.parent_id, work.parent_id]).toEqual([request.id, request.id]);
  expect(request.http).toMatchObject({ request: { url: "/api/runs/{runId}/complete" } });
  expect(wait.end_time).toBeCloseTo(work.start_time, 3);
  expect(work.annotations).toMatchObject({ runId, analysisId: queued.id, attempt: 1 });
  const row = await db.analysis.findUniqueOrThrow({ where: { id: queued.id } });
  expect(row).toMatchObject({ state: "succeeded", traceId });
  const { total, ...steps } = (row.result as unknown as AnalysisResult).timingsMs;
  expect(work.subsegments?.map((step) => step.name).sort()).toEqual(Object.keys(steps).sort());
});

test("a failed analysis is counted with its reason, and an unavailable X-Ray does not affect it", async () => {
  const { analysisId } = await makeUploadedRun({ body: null });
  const traceId = "1-5759e988-bd862e3fe1be46a994272793";
  await db.analysis.update({ where: { id: analysisId }, data: { traceId } });
  const message = JSON.stringify(analyzeRequestedMessage(analysisId, traceId));
  const worker = await run(["worker", message], "http://127.0.0.1:1");
  expect(worker.code).toBe(0);
  expect(worker.metrics).toContainEqual(
    expect.objectContaining({ AnalysisFailed: 1, Reason: "objectMissing", Stage: "test" }),
  );
  expect(worker.logged).toContainEqual(
    expect.objectContaining({ msg: "trace segments could not be sent; dropped" }),
  );
});
