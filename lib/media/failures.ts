/** Permanent faults of a file: the same file fails again. */
export const MEDIA_FAILURE_CODES = [
  "emptyFile",
  "notMedia",
  "damaged",
  "noVideo",
  "unsupportedCodec",
  "tooLong",
  "tooShort",
  "tooSmall",
  "tooManyPixels",
  "photoTooLarge",
] as const;
export type MediaFailureCode = (typeof MEDIA_FAILURE_CODES)[number];

/** The file cannot be used. `message` is logged; the verdict has the text for people. */
export class MediaError extends Error {
  readonly code: MediaFailureCode;

  constructor(code: MediaFailureCode, message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = "MediaError";
    this.code = code;
  }
}
