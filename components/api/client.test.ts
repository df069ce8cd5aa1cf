import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ApiError, apiJson } from "./client";

const answers: Record<string, { status: number; type: string; body: string }> = {
  "/ok": { status: 200, type: "application/json", body: '{"name":"Mia"}' },
  "/portal": { status: 200, type: "text/html", body: "<h1>Accept the terms of this Wi-Fi</h1>" },
  "/text": { status: 200, type: "application/json", body: '"Mia"' },
  "/invalid": {
    status: 400,
    type: "application/problem+json",
    body: JSON.stringify({
      title: "Invalid",
      detail: "Something in the request is not right.",
      requestId: "r1",
      invalidParams: [{ name: "title", reason: "Give the run a name" }],
    }),
  },
  "/html": { status: 502, type: "text/html", body: "<h1>Bad gateway</h1>" },
};

const server = createServer((request, response) => {
  if (request.url === "/silent") return;
  const answer = answers[request.url ?? ""]!;
  response.writeHead(answer.status, { "content-type": answer.type }).end(answer.body);
});
let origin = "";

beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const failure = async (path: string, timeoutMs?: number): Promise<ApiError> => {
  try {
    await apiJson(path, { timeoutMs });
  } catch (error) {
    if (error instanceof ApiError) return error;
  }
  throw new Error("did not fail as an ApiError");
};

describe("apiJson", () => {
  it("returns the JSON of the response", async () => {
    expect(await apiJson(`${origin}/ok`)).toEqual({ name: "Mia" });
  });

  it("takes message, fields and request id from problem+json", async () => {
    const error = await failure(`${origin}/invalid`);
    expect(error).toMatchObject({ kind: "request", status: 400, requestId: "r1", transient: false });
    expect(error.fields).toEqual({ title: "Give the run a name" });
  });

  it("does not show the page of a gateway", async () => {
    const error = await failure(`${origin}/html`);
    expect(error).toMatchObject({ kind: "server", status: 502, transient: true });
    expect(error.message).not.toContain("<");
  });

  it("rejects a response that is not a JSON object, such as the page of a captive portal, as a server error", async () => {
    expect((await failure(`${origin}/portal`)).kind).toBe("server");
    expect((await failure(`${origin}/text`)).kind).toBe("server");
  });

  it("reports a server that does not answer in time as offline, so that an upload tries again", async () => {
    expect(await failure(`${origin}/silent`, 50)).toMatchObject({ kind: "offline", transient: true });
  });

  it("reports a lost network as offline", async () => {
    expect(await failure("http://127.0.0.1:9/")).toMatchObject({
      kind: "offline",
      status: 0,
      transient: true,
    });
  });
});
