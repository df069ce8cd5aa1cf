import { hasSignature, type Signature } from "./signature";

export const MEDIA_KINDS = ["video", "photo"] as const;
export type MediaKind = (typeof MEDIA_KINDS)[number];

export interface MediaFormat {
  kind: MediaKind;
  label: string;
  /** Accepted file name endings; empty for a format that is recognized by its content only. */
  extensions: readonly string[];
  contentType: string;
  /** Of photos; videos are recognized by their demuxer. */
  signature?: Signature;
}

/** Every format by its name in a probe. File picker, checks, texts and decoders use this table. */
export const FORMATS = {
  mp4: { kind: "video", label: "MP4", extensions: ["mp4", "m4v"], contentType: "video/mp4" },
  mov: { kind: "video", label: "MOV", extensions: ["mov"], contentType: "video/quicktime" },
  webm: { kind: "video", label: "WebM", extensions: ["webm"], contentType: "video/webm" },
  mkv: { kind: "video", label: "MKV", extensions: ["mkv"], contentType: "video/x-matroska" },
  ts: { kind: "video", label: "MPEG-TS", extensions: [], contentType: "video/mp2t" },
  jpeg: {
    kind: "photo",
    label: "JPEG",
    extensions: ["jpg", "jpeg"],
    contentType: "image/jpeg",
    signature: { bytes: [{ at: 0, text: "\xff\xd8\xff" }] },
  },
  png: {
    kind: "photo",
    label: "PNG",
    extensions: ["png"],
    contentType: "image/png",
    signature: { bytes: [{ at: 0, text: "\x89PNG\r\n\x1a\n" }] },
  },
  webp: {
    kind: "photo",
    label: "WebP",
    extensions: ["webp"],
    contentType: "image/webp",
    signature: {
      bytes: [
        { at: 0, text: "RIFF" },
        { at: 8, text: "WEBP" },
      ],
    },
  },
  // Before HEIC, which shares the general brands mif1 and msf1.
  avif: {
    kind: "photo",
    label: "AVIF",
    extensions: [],
    contentType: "image/avif",
    signature: { brands: ["avif", "avis"] },
  },
  heic: {
    kind: "photo",
    label: "HEIC",
    extensions: ["heic"],
    contentType: "image/heic",
    signature: { brands: ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"] },
  },
} as const satisfies Record<string, MediaFormat>;

type FormatsOfKind<Kind extends MediaKind> = {
  [Name in keyof typeof FORMATS]: (typeof FORMATS)[Name]["kind"] extends Kind ? Name : never;
}[keyof typeof FORMATS];
export type VideoFormat = FormatsOfKind<"video">;
export type PhotoFormat = FormatsOfKind<"photo">;

export const ACCEPTED_FORMATS: readonly MediaFormat[] = Object.values(FORMATS).filter(
  ({ extensions }) => extensions.length > 0,
);

/** Returns the format for the ending of a file name, or null when it is not accepted. */
export function acceptedFile(fileName: string): MediaFormat | null {
  const extension = fileName.toLowerCase().split(".").pop() ?? "";
  return ACCEPTED_FORMATS.find(({ extensions }) => extensions.includes(extension)) ?? null;
}

/** Lists accepted formats, as in `MP4, MOV, WebM` or, with a conjunction, `MP4, MOV or WebM`. */
export function formatLabels(kinds: readonly MediaKind[], conjunction?: "and" | "or"): string {
  const labels = ACCEPTED_FORMATS.filter(({ kind }) => kinds.includes(kind)).map(({ label }) => label);
  const last = conjunction && labels.length > 1 ? labels.pop() : undefined;
  return labels.join(", ") + (last ? ` ${conjunction} ${last}` : "");
}

export const NOT_ACCEPTED_MESSAGE = `This kind of file cannot be used. Choose an ${formatLabels(["video"], "or")} clip, or a ${formatLabels(["photo"], "or")} photo.`;

/** Returns the format of a photo by the first SIGNATURE_BYTES of a file, or null for any other file. */
export function photoFormatOf(head: Uint8Array): PhotoFormat | null {
  const found = Object.entries<MediaFormat>(FORMATS).find(
    ([, { signature }]) => signature !== undefined && hasSignature(head, signature),
  );
  return found ? (found[0] as PhotoFormat) : null;
}
