/** What can be wrong with a file itself. Each is permanent: the same file fails again. */
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

/** The file cannot be used. `message` is for the log; the verdict has the words for people. */
export class MediaError extends Error {
  readonly code: MediaFailureCode;

  constructor(code: MediaFailureCode, message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = "MediaError";
    this.code = code;
  }
}
