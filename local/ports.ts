import { createServer } from "node:net";

export const LOOPBACK = "127.0.0.1";

export interface Ports {
  web: number;
  postgres: number;
  s3: number;
  sqs: number;
}

export const LOCAL_PORTS: Ports = { web: 3000, postgres: 54321, s3: 9101, sqs: 9102 };

/** Returns the port if it is free, null if it is busy; 0 means any. */
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

/** Returns the wanted ports, with each busy port replaced by the next free one. */
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

export async function anyFreePorts(): Promise<Ports> {
  const ports = new Set<number>();
  while (ports.size < 4) {
    const port = await probe(0);
    if (port !== null) ports.add(port);
  }
  const [web, postgres, s3, sqs] = [...ports] as [number, number, number, number];
  return { web, postgres, s3, sqs };
}
