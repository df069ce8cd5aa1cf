import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { PART_SIZE_BYTES } from "@/lib/runs/schema";
import { call, type Person } from "./person";

/** A file of two parts, and its upload request. */
export const CLIP_BYTES = PART_SIZE_BYTES + 1000;
export const newClip = () => ({
  fileName: "GOPR0042.MP4",
  sizeBytes: CLIP_BYTES,
  fingerprint: `clip-${randomUUID()}`,
});

export const partOf = (partNumber: number, sizeBytes = CLIP_BYTES) =>
  new Uint8Array(Math.min(PART_SIZE_BYTES, sizeBytes - (partNumber - 1) * PART_SIZE_BYTES)).fill(partNumber);

/** Sends parts to storage by signed URLs, as the browser does. */
export async function sendParts(
  person: Person,
  runId: string,
  partNumbers: number[],
  sizeBytes = CLIP_BYTES,
) {
  const signed = await call(person, "POST", `/api/runs/${runId}/parts`, { partNumbers });
  for (const { partNumber, url } of signed.body.parts) {
    const sent = await fetch(url, { method: "PUT", body: partOf(partNumber, sizeBytes) });
    if (!sent.ok) throw new Error(`part ${partNumber}: ${sent.status} ${await sent.text()}`);
  }
}

/** Starts the upload of a run. */
export async function beginRun(person: Person, more: object = {}): Promise<string> {
  const created = await call(person, "POST", "/api/runs", { ...newClip(), ...more });
  if (created.status !== 201) throw new Error(`create: ${JSON.stringify(created.body)}`);
  return created.body.run.id;
}

/** Uploads a run, whose analysis is then queued. */
export async function uploadRun(person: Person, more: object = {}): Promise<string> {
  const runId = await beginRun(person, more);
  await sendParts(person, runId, [1, 2]);
  const completed = await call(person, "POST", `/api/runs/${runId}/complete`);
  if (completed.status !== 200) throw new Error(`complete: ${JSON.stringify(completed.body)}`);
  return runId;
}

/** Uploads a file of one part without completing the upload. */
export async function sendFile(person: Person, path: string): Promise<string> {
  const content = await readFile(path);
  const runId = await beginRun(person, { fileName: basename(path), sizeBytes: content.byteLength });
  const signed = await call(person, "POST", `/api/runs/${runId}/parts`, { partNumbers: [1] });
  const sent = await fetch(signed.body.parts[0].url, { method: "PUT", body: content });
  if (!sent.ok) throw new Error(`part 1: ${sent.status} ${await sent.text()}`);
  return runId;
}
