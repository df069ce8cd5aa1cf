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

/** Starts a proxy that drops the first `misses` connections, as a database that resumes does. */
async function sleepy(misses: number): Promise<{ pool: RetryingPool; port: number; calls: () => number }> {
  let calls = 0;
  const place = new URL(process.env.DATABASE_URL ?? "");
  const { hostname, port } = place;
  server = createServer((near) => {
    calls += 1;
    sockets.add(near);
    near.on("error", () => near.destroy());
    if (calls <= misses) return void near.resetAndDestroy();
    const far = connect(Number(port), hostname);
    sockets.add(far);
    near.pipe(far).pipe(near);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port: ownPort } = server.address() as AddressInfo;
  place.port = String(ownPort);
  pool = new RetryingPool({ connectionString: place.href, max: 1, connectionTimeoutMillis: 5_000 });
  return { pool, port: ownPort, calls: () => calls };
}

test("a connection that times out is tried once more", async () => {
  const first = await sleepy(1);
  expect((await first.pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  expect(first.calls()).toBe(2);
});

test("a connection that the caller checks out is tried once more, too", async () => {
  const { pool: calling } = await sleepy(1);
  const client = await calling.connect();
  expect((await client.query("select 2 as two")).rows).toEqual([{ two: 2 }]);
  client.release();
});

test("a database that stays unreachable is not tried a third time", async () => {
  const { pool: calling, calls } = await sleepy(9);
  await expect(calling.query("select 1")).rejects.toThrow();
  expect(calls()).toBe(2);
});

test("a refused login is not tried again", async () => {
  const { calls, port } = await sleepy(0);
  const place = new URL(process.env.DATABASE_URL ?? "");
  const stranger = new RetryingPool({
    host: "127.0.0.1",
    port,
    user: "nobody",
    password: "wrong",
    database: place.pathname.slice(1),
  });
  await expect(stranger.query("select 1")).rejects.toThrow(/authentication failed/);
  expect(calls()).toBe(1);
  await stranger.end();
});
