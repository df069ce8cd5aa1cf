import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { RetryingPool } from "@/lib/db/pool";

let server: Server | undefined;
let pool: RetryingPool | undefined;
const sockets = new Set<Socket>();
afterEach(async () => {
  await pool?.end();
  for (const socket of sockets) socket.destroy();
  server?.close();
});

/** Starts a proxy that drops the first `drops` connections, as a database that resumes does. */
async function startProxy(drops: number): Promise<{ pool: RetryingPool; port: number; calls: () => number }> {
  let calls = 0;
  const url = new URL(process.env.DATABASE_URL ?? "");
  const { hostname, port } = url;
  server = createServer((client) => {
    calls += 1;
    sockets.add(client);
    client.on("error", () => client.destroy());
    if (calls <= drops) return void client.resetAndDestroy();
    const upstream = connect(Number(port), hostname);
    sockets.add(upstream);
    client.pipe(upstream).pipe(client);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port: ownPort } = server.address() as AddressInfo;
  url.port = String(ownPort);
  pool = new RetryingPool({ connectionString: url.href, max: 1, connectionTimeoutMillis: 5_000 });
  return { pool, port: ownPort, calls: () => calls };
}

test("a connection that times out is tried once more", async () => {
  const first = await startProxy(1);
  expect((await first.pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  expect(first.calls()).toBe(2);
});

test("a connection that the caller checks out is tried once more, too", async () => {
  const { pool: retrying } = await startProxy(1);
  const client = await retrying.connect();
  expect((await client.query("select 2 as two")).rows).toEqual([{ two: 2 }]);
  client.release();
});

test("a database that stays unreachable is not tried a third time", async () => {
  const { pool: retrying, calls } = await startProxy(9);
  await expect(retrying.query("select 1")).rejects.toThrow();
  expect(calls()).toBe(2);
});

test("a refused login is not tried again", async () => {
  const { calls, port } = await startProxy(0);
  const url = new URL(process.env.DATABASE_URL ?? "");
  const otherPool = new RetryingPool({
    host: "127.0.0.1",
    port,
    user: "nobody",
    password: "wrong",
    database: url.pathname.slice(1),
  });
  await expect(otherPool.query("select 1")).rejects.toThrow(/authentication failed/);
  expect(calls()).toBe(1);
  await otherPool.end();
});
