/** What can be wrong with a file itself; each is permanent, so the same file fails again. */
export type MediaErrorCode =
  | "emptyFile"
  | "notMedia"
  | "damaged"
  | "noVideo"
  | "unsupportedCodec"
  | "tooLong"
  | "tooShort"
  | "tooSmall"
  | "tooManyPixels"
  | "photoTooLarge";

/** The file cannot be used. `message` is for the log; the words for people belong to whoever stores the verdict. */
export class MediaError extends Error {
  readonly code: MediaErrorCode;

  constructor(code: MediaErrorCode, message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = "MediaError";
    this.code = code;
  }
}
