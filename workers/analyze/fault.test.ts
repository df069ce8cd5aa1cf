import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { faultOf, RunRefused } from "./fault";

describe("faultOf", () => {
  it("gives a verdict at once for a file that can never be analysed", () => {
    expect(faultOf(new RunRefused("notMedia"))).toEqual({ permanent: true, code: "notMedia" });
  });

  it("reads the code of an adapter's error without knowing its class", () => {
    const error = Object.assign(new Error("moov not found"), { code: "damaged" });
    expect(faultOf(error)).toEqual({ permanent: true, code: "damaged" });
  });

  it("takes a vanished object as permanent and a service that does not answer as passing", () => {
    expect(faultOf(new AppError("notFound", "no such key"))).toEqual({
      permanent: true,
      code: "objectMissing",
    });
    expect(faultOf(new AppError("unavailable", "S3 is slow"))).toEqual({
      permanent: false,
      code: "unavailable",
    });
  });

  it("tries again whatever it does not know, a full disk or a programming error", () => {
    expect(faultOf(Object.assign(new Error("no space left"), { code: "ENOSPC" })).permanent).toBe(false);
    expect(faultOf("thrown text").permanent).toBe(false);
  });
});
