export const MEDIA_KINDS = ["video", "photo"] as const;
export type MediaKind = (typeof MEDIA_KINDS)[number];

/** Accepted files by file ending: the kind, and the type they are stored under. */
export const ACCEPTED_FILES = {
  mp4: { kind: "video", contentType: "video/mp4" },
  m4v: { kind: "video", contentType: "video/mp4" },
  mov: { kind: "video", contentType: "video/quicktime" },
  webm: { kind: "video", contentType: "video/webm" },
  mkv: { kind: "video", contentType: "video/x-matroska" },
  jpg: { kind: "photo", contentType: "image/jpeg" },
  jpeg: { kind: "photo", contentType: "image/jpeg" },
  png: { kind: "photo", contentType: "image/png" },
  webp: { kind: "photo", contentType: "image/webp" },
  heic: { kind: "photo", contentType: "image/heic" },
} as const satisfies Record<string, { kind: MediaKind; contentType: string }>;
export type AcceptedExtension = keyof typeof ACCEPTED_FILES;

/** The accepted kind of a file name, or null when its ending is not one we take. */
export function acceptedFile(fileName: string) {
  const extension = fileName.toLowerCase().split(".").pop() ?? "";
  return extension in ACCEPTED_FILES ? ACCEPTED_FILES[extension as AcceptedExtension] : null;
}
