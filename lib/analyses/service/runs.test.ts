import { expect, test } from "vitest";
import { listRuns } from "./runs";

test.each(["", "AAAA", "A".repeat(22 + 2), "A".repeat(60)])(
  "refuses the malformed cursor %j without a database query",
  async (cursor) => {
    const actor = { userId: "nobody", memberships: [] };
    await expect(listRuns(actor, { cursor })).rejects.toMatchObject({ code: "invalid" });
  },
);
