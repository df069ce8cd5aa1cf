import { createServer } from "node:net";

/** Everything listens here: reachable from this computer only. */
export const LOOPBACK = "127.0.0.1";

export interface Ports {
  web: number;
  postgres: number;
  s3: number;
  sqs: number;
}

/** What `npm run local` uses when nobody else does. */
export const LOCAL_PORTS: Ports = { web: 3000, postgres: 54321, s3: 9101, sqs: 9102 };

/** The port itself when it can be listened on, 0 meaning any; null when somebody else has it. */
function probe(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(null));
    server.listen(port, LOOPBACK, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : null));
    });
  });
}

async function firstFree(from: number, taken: Set<number>): Promise<number> {
  for (let port = from; port < from + 100; port += 1) {
    if (!taken.has(port) && (await probe(port)) !== null) return port;
  }
  throw new Error(`No free port between ${from} and ${from + 99}.`);
}

/** The wanted ports, each replaced by the next free one if busy. */
export async function nextFreePorts(wanted: Ports = LOCAL_PORTS): Promise<Ports> {
  const taken = new Set<number>();
  const take = async (port: number) => {
    const free = await firstFree(port, taken);
    taken.add(free);
    return free;
  };
  return {
    web: await take(wanted.web),
    postgres: await take(wanted.postgres),
    s3: await take(wanted.s3),
    sqs: await take(wanted.sqs),
  };
}

/** Four ports that nobody uses, for tests and benchmarks that run beside anything. */
export async function anyFreePorts(): Promise<Ports> {
  const ports = new Set<number>();
  while (ports.size < 4) {
    const port = await probe(0);
    if (port !== null) ports.add(port);
  }
  const [web, postgres, s3, sqs] = [...ports] as [number, number, number, number];
  return { web, postgres, s3, sqs };
}
