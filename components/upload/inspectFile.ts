import { acceptedFile } from "@/lib/media/formats";
import { movieCreationDate, type RandomAccess } from "@/lib/media/isobmff";
import { SIGNATURE_BYTES } from "@/lib/media/signature";
import { loadWithRetry } from "../ui/loadWithRetry";
import { isPhoto, lengthRefusalOf, refusalOf } from "./fileChecks";
import { lazyModules } from "./lazyModules";

export interface Inspection {
  /** The reason why the file cannot be used, for people; null when it can. */
  refusal: string | null;
  /** The recording time in the metadata, ISO 8601. The date of the file is often that of a copy. */
  takenAt: string | null;
  durationS: number | null;
}

const readerOf = (file: Blob): RandomAccess => ({
  sizeBytes: file.size,
  read: async (offset, lengthBytes) =>
    new Uint8Array(await file.slice(offset, offset + lengthBytes).arrayBuffer()),
});

const plausible = (date: Date | undefined | null, nowMs: number): Date | null =>
  date &&
  Number.isFinite(date.getTime()) &&
  date.getTime() > 946_684_800_000 &&
  date.getTime() < nowMs + 86_400_000
    ? date
    : null;

async function inspectVideo(
  file: File,
  onWait: () => void,
): Promise<{ refusal: string | null; date: Date | null; durationS: number | null }> {
  const { ALL_FORMATS, BlobSource, Input } = await loadWithRetry(lazyModules.clips, onWait);
  const input = new Input({ formats: ALL_FORMATS, source: new BlobSource(file) });
  try {
    if (!(await input.canRead()))
      return { refusal: "This is not a video we can read.", date: null, durationS: null };
    if (!(await input.getPrimaryVideoTrack()))
      return { refusal: "The file has sound but no picture.", date: null, durationS: null };
    const durationS = (await input.getDurationFromMetadata()) ?? (await input.computeDuration());
    const tags = await input.getMetadataTags();
    const date = tags.date ?? (await movieCreationDate(readerOf(file)));
    return { refusal: lengthRefusalOf(durationS), date, durationS };
  } finally {
    input.dispose();
  }
}

/** Parses "2026:01:31 10:20:30"; without an offset, in the time zone of the browser. */
export function exifDate(text: string | undefined, offset: string | undefined): Date | null {
  const match = /^(\d{4}):(\d{2}):(\d{2}) (\d{2}:\d{2}:\d{2})/.exec(text ?? "");
  if (!match) return null;
  const zone = /^[+-]\d{2}:\d{2}$/.test(offset ?? "") ? offset : "";
  const date = new Date(`${match[1]}-${match[2]}-${match[3]}T${match[4]}${zone}`);
  return Number.isFinite(date.getTime()) ? date : null;
}

async function inspectPhoto(
  file: File,
  onWait: () => void,
): Promise<{ refusal: string | null; date: Date | null; durationS: null }> {
  const head = new Uint8Array(await file.slice(0, SIGNATURE_BYTES).arrayBuffer());
  if (!isPhoto(head)) return { refusal: "This is not a photo we can read.", date: null, durationS: null };
  const { load } = await loadWithRetry(lazyModules.photos, onWait);
  try {
    // EXIF is in the first segments of the file.
    const tags = load(await file.slice(0, 512 * 1024).arrayBuffer());
    const text = tags.DateTimeOriginal?.description;
    return { refusal: null, date: exifDate(text, tags.OffsetTimeOriginal?.description), durationS: null };
  } catch {
    // No metadata, or more than the bytes read; the photo itself may still be good.
    return { refusal: null, date: null, durationS: null };
  }
}

export interface InspectOptions {
  nowMs?: number;
  /** Called when the code that reads the file cannot be loaded without a network. */
  onWait?(): void;
}

/**
 * Reads duration and recording time of a chosen file. Never throws: a file that the browser cannot read is
 * accepted here and checked by the server.
 */
export async function inspectFile(
  file: File,
  { nowMs = Date.now(), onWait = () => {} }: InspectOptions = {},
): Promise<Inspection> {
  const refusal = refusalOf(file);
  if (refusal) return { refusal, takenAt: null, durationS: null };
  try {
    const isClip = acceptedFile(file.name)?.kind === "video";
    const found = isClip ? await inspectVideo(file, onWait) : await inspectPhoto(file, onWait);
    const takenAt = plausible(found.date, nowMs)?.toISOString() ?? null;
    return { refusal: found.refusal, takenAt, durationS: found.durationS };
  } catch {
    return { refusal: null, takenAt: null, durationS: null };
  }
}
