import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { log } from "@/lib/log";
import { ANSWERS } from "@/tests/bedrock/answers";
import { FAULTS } from "@/tests/bedrock/faults";
import { GROUNDING } from "@/tests/bedrock/grounding";
import { LIMITS } from "@/tests/bedrock/limits";
import { OUTAGES } from "@/tests/bedrock/outages";
import { RUN } from "@/tests/bedrock/run";
import { BedrockServer } from "@/tests/bedrock/server";
import { writeFeedback } from "@/tests/bedrock/write-feedback";
import { factsOf } from "../facts";
import { groundingFaults } from "../grounding";

const CASES = [...ANSWERS, ...FAULTS, ...OUTAGES, ...GROUNDING, ...LIMITS];

let bedrock: BedrockServer;
beforeAll(async () => {
  log.level = "silent";
  bedrock = await new BedrockServer().start();
  // The first call loads the SDK, which can take longer than the timeout of a case.
  await writeFeedback(bedrock, CASES[0]![1]);
});
afterAll(() => bedrock.stop());

describe("the Bedrock engine over HTTP", () => {
  it.each(CASES)("%s", async (_, input, check) => {
    const result = await writeFeedback(bedrock, input);
    check(result);
    const earlier = Array.isArray(input.earlier) && result.feedback.engine === "bedrock" ? input.earlier : [];
    expect(groundingFaults(result.feedback, factsOf(input.analysis ?? RUN, earlier))).toEqual([]);
  });

  it("throws the reason of the signal without another call when it aborts", async () => {
    const lease = new AbortController();
    const result = writeFeedback(bedrock, { replies: [{ hang: true }] }, lease.signal);
    await expect.poll(() => bedrock.sent.length).toBe(1);
    lease.abort(new Error("the lease is lost"));
    await expect(result).rejects.toThrow("the lease is lost");
    expect(bedrock.sent).toHaveLength(1);
  });

  it("has at least thirty cases, each with its own name", () => {
    const names = CASES.map(([guarantee]) => guarantee);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThanOrEqual(30);
  });
});
