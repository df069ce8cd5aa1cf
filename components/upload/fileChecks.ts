import { acceptedFile } from "@/lib/media/formats";
import { MAX_PHOTO_BYTES, MAX_RUN_BYTES, MAX_RUN_S } from "@/lib/media/limits";

/** What the `accept` of a file picker lists. iPhones hide .mkv and .heic unless their endings are spelled out. */
export const PICKER_ACCEPT = "video/*,image/*,.mp4,.m4v,.mov,.webm,.mkv,.jpg,.jpeg,.png,.webp,.heic";

/** Why a file cannot be used, judged by its name and size alone; null when nothing speaks against it. */
export function refusalOf(file: { name: string; size: number }): string | null {
  const accepted = acceptedFile(file.name);
  if (accepted === null)
    return "This kind of file cannot be used. Choose an MP4, MOV, WebM or MKV clip, or a JPEG, PNG, WebP or HEIC photo.";
  if (file.size === 0) return "The file is empty. It may not have finished saving on the phone.";
  if (accepted.kind === "photo" && file.size > MAX_PHOTO_BYTES)
    return "The photo is larger than 100 MB. Save it as a JPEG and choose that.";
  if (file.size > MAX_RUN_BYTES) return "The file is larger than 4 GB. Trim it to the run and choose that.";
  return null;
}

/** Why a clip of this length cannot be used, or null. */
export function lengthRefusalOf(durationS: number): string | null {
  if (durationS > MAX_RUN_S + 0.5)
    return `The clip is ${Math.ceil(durationS / 60)} minutes long; five minutes is the most. Trim it to the run.`;
  if (durationS <= 0) return "The clip has no length. It may not have finished saving on the phone.";
  return null;
}

/** Whether the first bytes of a file (at least 12) are those of a photo that is taken. */
export function isPhoto(head: Uint8Array): boolean {
  const text = (from: number, to: number) => String.fromCharCode(...head.subarray(from, to));
  if (head[0] === 0xff && head[1] === 0xd8) return true;
  if (head[0] === 0x89 && text(1, 4) === "PNG") return true;
  if (text(0, 4) === "RIFF" && text(8, 12) === "WEBP") return true;
  return (
    text(4, 8) === "ftyp" && ["heic", "heix", "heim", "heis", "mif1", "msf1", "hevc"].includes(text(8, 12))
  );
}
