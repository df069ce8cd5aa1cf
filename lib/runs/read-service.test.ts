import { expect, test } from "vitest";
import { listRuns } from "./read-service";

test.each(["", "AAAA", "A".repeat(22 + 2), "A".repeat(60)])(
  "the cursor %j, which no list gave out, is refused before the database is asked",
  async (cursor) => {
    await expect(listRuns({ userId: "nobody" }, { cursor })).rejects.toMatchObject({ code: "invalid" });
  },
);
