import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { PART_SIZE_BYTES } from "@/lib/runs/schema";
import { call, type Person } from "./person";

/** A file of two parts, and what a browser says about it. */
export const CLIP_BYTES = PART_SIZE_BYTES + 1000;
export const newClip = () => ({
  fileName: "GOPR0042.MP4",
  sizeBytes: CLIP_BYTES,
  fingerprint: `clip-${randomUUID()}`,
});

export const partOf = (partNumber: number, sizeBytes = CLIP_BYTES) =>
  new Uint8Array(Math.min(PART_SIZE_BYTES, sizeBytes - (partNumber - 1) * PART_SIZE_BYTES)).fill(partNumber);

/** Sends parts straight to storage by signed links, as the browser does. */
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

/** A run whose upload has begun. */
export async function beginRun(person: Person, more: object = {}): Promise<string> {
  const created = await call(person, "POST", "/api/runs", { ...newClip(), ...more });
  if (created.status !== 201) throw new Error(`create: ${JSON.stringify(created.body)}`);
  return created.body.run.id;
}

/** A run whose file has arrived and whose analysis waits. */
export async function uploadRun(person: Person, more: object = {}): Promise<string> {
  const runId = await beginRun(person, more);
  await sendParts(person, runId, [1, 2]);
  const completed = await call(person, "POST", `/api/runs/${runId}/complete`);
  if (completed.status !== 200) throw new Error(`complete: ${JSON.stringify(completed.body)}`);
  return runId;
}

/** Begins the upload of a real file of one part and sends it; ending it is the caller's. */
export async function sendFile(person: Person, path: string): Promise<string> {
  const content = await readFile(path);
  const runId = await beginRun(person, { fileName: basename(path), sizeBytes: content.byteLength });
  const signed = await call(person, "POST", `/api/runs/${runId}/parts`, { partNumbers: [1] });
  const sent = await fetch(signed.body.parts[0].url, { method: "PUT", body: content });
  if (!sent.ok) throw new Error(`part 1: ${sent.status} ${await sent.text()}`);
  return runId;
}
