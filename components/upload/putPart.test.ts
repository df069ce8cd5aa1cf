import { describe, expect, it } from "vitest";
import { PartError } from "./putPart";

describe("PartError", () => {
  it("is transient for network errors, server errors, 408, 429 and S3 RequestTimeout only", () => {
    for (const status of [0, 408, 429, 500, 503]) expect(new PartError(status).transient).toBe(true);
    for (const status of [400, 403, 404, 413]) expect(new PartError(status).transient).toBe(false);
    const slow = "<Error><Code>RequestTimeout</Code><Message>…</Message></Error>";
    expect(new PartError(400, slow).transient).toBe(true);
  });
});
