import { once } from "node:events";
import { createServer } from "node:net";
import { expect, test } from "vitest";
import { anyFreePorts, LOOPBACK, nextFreePorts } from "./ports";

test("a busy port is replaced by the next free one, and no port is returned twice", async () => {
  const { web } = await anyFreePorts();
  const other = createServer().listen(web, LOOPBACK);
  await once(other, "listening");
  try {
    const ports = await nextFreePorts({ web, postgres: web, s3: web, sqs: web });
    const given = Object.values(ports);
    expect(new Set(given).size).toBe(4);
    expect(Math.min(...given)).toBeGreaterThan(web);
  } finally {
    other.close();
  }
});
