import {
  ACCEPTED_FORMATS,
  acceptedFile,
  FORMATS,
  MEDIA_KINDS,
  NOT_ACCEPTED_MESSAGE,
  photoFormatOf,
} from "@/lib/media/formats";
import { MAX_DURATION_S, MAX_PHOTO_BYTES, MAX_RUN_BYTES } from "@/lib/media/limits";

const MIME_WILDCARDS = { video: "video/*", photo: "image/*" } as const;

/** The `accept` of a file picker. iPhones hide .mkv and .heic unless their endings are listed. */
export const PICKER_ACCEPT = [
  ...MEDIA_KINDS.map((kind) => MIME_WILDCARDS[kind]),
  ...ACCEPTED_FORMATS.flatMap(({ extensions }) => extensions.map((extension) => `.${extension}`)),
].join(",");

/** Returns why a file cannot be used, by its name and size alone, or null. */
export function refusalOf(file: { name: string; size: number }): string | null {
  const accepted = acceptedFile(file.name);
  if (accepted === null) return NOT_ACCEPTED_MESSAGE;
  if (file.size === 0) return "The file is empty. It may not have finished saving on the phone.";
  if (accepted.kind === "photo" && file.size > MAX_PHOTO_BYTES)
    return "The photo is larger than 100 MB. Save it as a JPEG and choose that.";
  if (file.size > MAX_RUN_BYTES) return "The file is larger than 4 GB. Trim it to the run and choose that.";
  return null;
}

/** Returns why a clip of this length cannot be used, or null. */
export function lengthRefusalOf(durationS: number): string | null {
  if (durationS > MAX_DURATION_S)
    return `The clip is ${Math.ceil(durationS / 60)} minutes long; five minutes is the most. Trim it to the run.`;
  if (durationS <= 0) return "The clip has no length. It may not have finished saving on the phone.";
  return null;
}

/** Returns whether a file is a photo of an accepted format by its first SIGNATURE_BYTES. */
export function isPhoto(head: Uint8Array): boolean {
  const format = photoFormatOf(head);
  return format !== null && FORMATS[format].extensions.length > 0;
}
