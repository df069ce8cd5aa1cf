import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** The response of the server to one call, in the wire format of Bedrock. */
export type Reply =
  | { json: object }
  | { error: { type: string; status: number; message: string } }
  /** Never answers. */
  | { hang: true }
  /** Closes the connection within the answer. */
  | { cut: true }
  /** Resets the connection before the answer. */
  | { reset: true }
  /** An HTML page with this status, as a gateway returns it. */
  | { page: number }
  /** Depends on the question. */
  | ((call: SentCall) => Reply);

export interface SentCall {
  modelId: string;
  // biome-ignore lint/suspicious/noExplicitAny: JSON of the request, read by tests.
  body: any;
  raw: string;
}

/** A local Bedrock endpoint: answers Converse calls in the order of `replies`, then repeats the last. */
export class BedrockServer {
  readonly sent: SentCall[] = [];
  private replies: Reply[] = [];
  private readonly server = createServer((request, response) => void this.handle(request, response));

  async start(): Promise<this> {
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
    return this;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, "close");
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Clears the recorded calls and sets the replies. */
  script(...replies: Reply[]): void {
    this.sent.length = 0;
    this.replies = replies;
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const raw = Buffer.concat(chunks).toString("utf8");
    const path = /^\/model\/([^/]+)\/converse$/.exec(request.url ?? "");
    if (
      request.method !== "POST" ||
      !path ||
      !request.headers.authorization?.startsWith("AWS4-HMAC-SHA256")
    ) {
      response.writeHead(400).end();
      return;
    }
    this.sent.push({ modelId: decodeURIComponent(path[1]!), body: JSON.parse(raw), raw });
    const scripted = this.replies[Math.min(this.sent.length, this.replies.length) - 1];
    const reply = typeof scripted === "function" ? scripted(this.sent.at(-1)!) : scripted;
    if (!reply || typeof reply === "function" || "hang" in reply) return;
    if ("cut" in reply) {
      response.writeHead(200, { "content-type": "application/json", "content-length": "4000" });
      response.write('{"output":{"message":{"role":"assistant","content":[{"text":"{');
      setTimeout(() => request.socket.destroy(), 20);
      return;
    }
    if ("reset" in reply) {
      request.socket.resetAndDestroy();
      return;
    }
    if ("page" in reply) {
      response.writeHead(reply.page, { "content-type": "text/html" }).end("<html><h1>Sorry</h1></html>");
      return;
    }
    if ("json" in reply) {
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(reply.json));
      return;
    }
    const { type, status, message } = reply.error;
    response
      .writeHead(status, {
        "content-type": "application/json",
        "x-amzn-errortype": `${type}:http://internal.amazon.com/coral/com.amazon.bedrock/`,
      })
      .end(JSON.stringify({ message }));
  }
}

/** All text of a question's message. */
export const textOf = ({ body }: SentCall): string =>
  body.messages[0].content.map((block: { text?: string }) => block.text ?? "").join("\n");

const USAGE = { inputTokens: 1_000, outputTokens: 200, totalTokens: 1_200 };

const answered = (content: object[], stopReason: string): Reply => ({
  json: {
    output: { message: { role: "assistant", content } },
    stopReason,
    usage: USAGE,
    metrics: { latencyMs: 412 },
  },
});

const toolUse = (input: unknown, id = "tooluse_1") => ({
  toolUse: { toolUseId: id, name: "give_feedback", input },
});

export const byTool = (input: unknown, beside?: string): Reply =>
  answered([...(beside ? [{ text: beside }] : []), toolUse(input)], "tool_use");

export const byToolTwice = (first: unknown, second: unknown): Reply =>
  answered([toolUse(first), toolUse(second, "tooluse_2")], "tool_use");

export const byText = (text: string, stopReason = "end_turn"): Reply => answered([{ text }], stopReason);

/** A tool call that the token limit ended. */
export const cutByTokens = (input: unknown): Reply => answered([toolUse(input)], "max_tokens");

/** The same answer without token usage. */
export const withoutUsage = (reply: Reply): Reply =>
  "json" in reply ? { json: { ...reply.json, usage: undefined } } : reply;

/** An answer with reasoning before it. */
export const byReasoning = (text: string): Reply =>
  answered([{ reasoningContent: { reasoningText: { text: "41.2 ... 99.9 ..." } } }, { text }], "end_turn");

export const emptyAnswer = (): Reply => answered([], "end_turn");

export const fails = (type: string, status: number, message = "x"): Reply => ({
  error: { type, status, message },
});
