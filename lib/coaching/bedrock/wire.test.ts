import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { log } from "@/lib/log";
import { ANSWERS } from "@/tests/bedrock/answers";
import { FAULTS } from "@/tests/bedrock/faults";
import { GROUNDING } from "@/tests/bedrock/grounding";
import { hear } from "@/tests/bedrock/hear";
import { LIMITS } from "@/tests/bedrock/limits";
import { OUTAGES } from "@/tests/bedrock/outages";
import { RUN } from "@/tests/bedrock/run";
import { BedrockServer } from "@/tests/bedrock/server";
import { checkGrounded } from "../grounding";

const CASES = [...ANSWERS, ...FAULTS, ...OUTAGES, ...GROUNDING, ...LIMITS];

let bedrock: BedrockServer;
beforeAll(async () => {
  log.level = "silent";
  bedrock = await new BedrockServer().start();
});
afterAll(() => bedrock.stop());

describe("the coach on the wire", () => {
  it.each(CASES)("%s", async (_, given, then) => {
    const heard = await hear(bedrock, given);
    then(heard);
    const earlier = Array.isArray(given.earlier) ? given.earlier : [];
    expect(checkGrounded(heard.feedback, { analysis: given.analysis ?? RUN, earlier })).toEqual([]);
  });

  it("stops at once when the analysis is given up, and says nothing", async () => {
    const lease = new AbortController();
    const heard = hear(bedrock, { replies: [{ hang: true }] }, lease.signal);
    await expect.poll(() => bedrock.sent.length).toBe(1);
    lease.abort(new Error("the lease is lost"));
    await expect(heard).rejects.toThrow("the lease is lost");
    expect(bedrock.sent).toHaveLength(1);
  });

  it("names each of its guarantees once, and at least thirty of them", () => {
    const names = CASES.map(([guarantee]) => guarantee);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThanOrEqual(30);
  });
});
