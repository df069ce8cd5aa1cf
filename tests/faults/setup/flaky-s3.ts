import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { LOOPBACK } from "@/local/ports";
import { seeded } from "@/tools/synthetic-skier/turn-signal";

/** Shares of requests with a fault. */
export interface FaultRates {
  /** Delayed by one to three seconds. */
  slow: number;
  /** Answered with 503 SlowDown. */
  refused: number;
  /** The connection is closed midway, before or after S3 handled the request. */
  cut: number;
}

export interface FlakyS3 {
  endpoint: string;
  /** Requests so far by fault. */
  counts: Record<keyof FaultRates | "none", number>;
  /** Applies from the next request on. */
  setRates(rates: FaultRates): void;
  stop(): void;
}

const SLOW_DOWN =
  '<?xml version="1.0" encoding="UTF-8"?><Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>';

/** Starts a proxy in front of S3 that adds faults. It keeps the Host header, so signatures stay valid. */
export async function startFlakyS3(
  target: string,
  options: { seed: number; rates: FaultRates },
): Promise<FlakyS3> {
  const random = seeded(options.seed);
  const { hostname, port } = new URL(target);
  let rates = options.rates;
  const counts: FlakyS3["counts"] = { slow: 0, refused: 0, cut: 0, none: 0 };

  const drawFault = (): keyof FlakyS3["counts"] => {
    const drawn = random();
    if (drawn < rates.slow) return "slow";
    if (drawn < rates.slow + rates.refused) return "refused";
    return drawn < rates.slow + rates.refused + rates.cut ? "cut" : "none";
  };

  const pass = (incoming: IncomingMessage, outgoing: ServerResponse, isCut: boolean) => {
    const { method, url, headers } = incoming;
    const upstream = request({ hostname, port, method, path: url, headers }, (answer) => {
      if (isCut) {
        // Half of them after S3 handled the request, as a lost response.
        answer.once("data", () => outgoing.destroy());
        answer.once("end", () => outgoing.destroy());
        return;
      }
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    upstream.on("error", () => outgoing.destroy());
    incoming.pipe(upstream);
    if (isCut && random() < 0.5) incoming.once("data", () => incoming.destroy());
  };

  const handle = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const fault = drawFault();
    counts[fault] += 1;
    if (fault === "refused") {
      incoming.resume();
      outgoing.writeHead(503, { "content-type": "application/xml" }).end(SLOW_DOWN);
      return;
    }
    if (fault === "slow") await pause(1_000 + 2_000 * random());
    pass(incoming, outgoing, fault === "cut");
  };

  const server = createServer((incoming, outgoing) => {
    incoming.on("error", () => undefined);
    outgoing.on("error", () => undefined);
    void handle(incoming, outgoing);
  });
  await new Promise<void>((done) => server.listen(0, LOOPBACK, done));
  return {
    endpoint: `http://${LOOPBACK}:${(server.address() as AddressInfo).port}`,
    counts,
    setRates: (changed) => {
      rates = changed;
    },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
