import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { LOOPBACK } from "@/local/ports";

/** What may befall a request, as shares of all; the rest goes through. */
export interface Weather {
  /** Answered only after one to three seconds. */
  slow: number;
  /** Answered 503 SlowDown and not done. */
  refused: number;
  /** The connection ends half-way, done or not. */
  cut: number;
}

export interface FlakyS3 {
  endpoint: string;
  /** Requests so far, by what befell them. */
  counts: Record<keyof Weather | "fine", number>;
  /** Changes the weather from the next request on. */
  setWeather(weather: Weather): void;
  stop(): void;
}

export const CALM: Weather = { slow: 0, refused: 0, cut: 0 };

/** The same numbers for the same seed (mulberry32), so that a bad day can be had again. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const SLOW_DOWN =
  '<?xml version="1.0" encoding="UTF-8"?><Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>';

/** Stands in front of S3 and lets through what the weather lets through. The host stays as signed, so signatures hold. */
export async function startFlakyS3(
  target: string,
  options: { seed: number; weather: Weather },
): Promise<FlakyS3> {
  const random = seeded(options.seed);
  const { hostname, port } = new URL(target);
  let weather = options.weather;
  const counts: FlakyS3["counts"] = { slow: 0, refused: 0, cut: 0, fine: 0 };

  const fate = (): keyof FlakyS3["counts"] => {
    const drawn = random();
    if (drawn < weather.slow) return "slow";
    if (drawn < weather.slow + weather.refused) return "refused";
    return drawn < weather.slow + weather.refused + weather.cut ? "cut" : "fine";
  };

  const pass = (incoming: IncomingMessage, outgoing: ServerResponse, isCut: boolean) => {
    const { method, url, headers } = incoming;
    const upstream = request({ hostname, port, method, path: url, headers }, (answer) => {
      if (isCut) {
        // Half of the time after S3 has done what it was asked, as a lost answer is.
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
    const befalls = fate();
    counts[befalls] += 1;
    if (befalls === "refused") {
      incoming.resume();
      outgoing.writeHead(503, { "content-type": "application/xml" }).end(SLOW_DOWN);
      return;
    }
    if (befalls === "slow") await pause(1_000 + 2_000 * random());
    pass(incoming, outgoing, befalls === "cut");
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
    setWeather: (changed) => {
      weather = changed;
    },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
