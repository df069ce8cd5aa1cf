import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { ApiError, api } from "./client";

const answers: Record<string, { status: number; type: string; body: string }> = {
  "/ok": { status: 200, type: "application/json", body: '{"name":"Mia"}' },
  "/odd": { status: 200, type: "application/json", body: '{"name":7}' },
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
  const answer = answers[request.url ?? ""]!;
  response.writeHead(answer.status, { "content-type": answer.type }).end(answer.body);
});
let origin = "";

beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

const failure = async (path: string): Promise<ApiError> => {
  try {
    await api(path, { schema: z.object({ name: z.string() }) });
  } catch (error) {
    if (error instanceof ApiError) return error;
  }
  throw new Error("did not fail as an ApiError");
};

describe("our own API, called from the browser", () => {
  it("gives back what the schema describes", async () => {
    expect(await api(`${origin}/ok`, { schema: z.object({ name: z.string() }) })).toEqual({ name: "Mia" });
  });

  it("takes the words, the fields and the request id from problem+json", async () => {
    const error = await failure(`${origin}/invalid`);
    expect(error).toMatchObject({ kind: "request", status: 400, requestId: "r1", passing: false });
    expect(error.fields).toEqual({ title: "Give the run a name" });
  });

  it("never shows a gateway's page to a person", async () => {
    const error = await failure(`${origin}/html`);
    expect(error).toMatchObject({ kind: "server", status: 502, passing: true });
    expect(error.message).not.toContain("<");
  });

  it("tells an answer of the wrong shape from a refused request", async () => {
    expect((await failure(`${origin}/odd`)).kind).toBe("server");
  });

  it("tells being offline from both", async () => {
    expect(await failure("http://127.0.0.1:9/")).toMatchObject({ kind: "offline", status: 0, passing: true });
  });
});
