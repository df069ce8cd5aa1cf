import { createServer, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";

export interface WireRequest {
  method: string;
  url: URL;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

export interface WireAnswer {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
}

export interface Wire {
  endpoint: string;
  requests: WireRequest[];
  stop(): Promise<void>;
}

/** Starts a fake of an external service: an HTTP server that sends what `answer` returns, as JSON or text. */
export async function startWire(
  answer: (request: WireRequest) => WireAnswer | Promise<WireAnswer>,
  tls?: { key: string; cert: string },
): Promise<Wire> {
  const requests: WireRequest[] = [];
  const listener: RequestListener = async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const request: WireRequest = {
      method: incoming.method ?? "GET",
      url: new URL(incoming.url ?? "/", `http://${incoming.headers.host}`),
      headers: incoming.headers,
      body: Buffer.concat(chunks).toString(),
    };
    requests.push(request);
    const { status = 200, headers = {}, body = {} } = await answer(request);
    const type = typeof body === "string" ? "text/plain" : "application/json";
    outgoing.writeHead(status, { "content-type": type, ...headers });
    outgoing.end(typeof body === "string" ? body : JSON.stringify(body));
  };
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `${tls ? "https" : "http"}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
