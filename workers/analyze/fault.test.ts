import { describe, expect, it } from "vitest";
import { AppError, type ErrorCode } from "@/lib/errors";
import { MEDIA_FAILURE_CODES, MediaError } from "@/lib/media/failures";
import { faultOf, RunRefused } from "./fault";

describe("faultOf", () => {
  it("is permanent for every error about the file itself", () => {
    expect(faultOf(new RunRefused("nobody"))).toEqual({ kind: "permanent", code: "nobody" });
    for (const code of MEDIA_FAILURE_CODES)
      expect(faultOf(new MediaError(code, "moov not found"))).toEqual({ kind: "permanent", code });
  });

  it("is permanent for an original that is missing", () => {
    for (const error of [new RunRefused("objectMissing"), new AppError("notFound", "no such key")])
      expect(faultOf(error)).toEqual({ kind: "permanent", code: "objectMissing" });
  });

  it.each<ErrorCode>(["tooLarge", "unavailable", "internal", "invalid"])(
    "is transient for AppError %s, even if a failure has the same code",
    (code) => {
      expect(faultOf(new AppError(code, "S3 is slow"))).toEqual({ kind: "transient", code: "unavailable" });
    },
  );

  it("is transient for another error with the code of a failure", () => {
    const error = Object.assign(new Error("cut short"), { code: "damaged" });
    expect(faultOf(error)).toEqual({ kind: "transient", code: "interrupted" });
  });

  it("is transient for an unknown error, such as a full disk or a programming error", () => {
    expect(faultOf(Object.assign(new Error("no space left"), { code: "ENOSPC" })).kind).toBe("transient");
    expect(faultOf("thrown text").kind).toBe("transient");
  });
});
