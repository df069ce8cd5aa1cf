import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import type { z } from "zod";
import type {
  createdRunSchema,
  Run,
  RunPage,
  signedPartsSchema,
  uploadedPartsSchema,
} from "@/lib/runs/schema";

interface DemoAccount {
  name: string;
  email: string;
  password: string;
}

/** Calls a running application as a browser does: over HTTP, with session cookie and origin. */
export class ApiClient {
  private cookie = "";
  private readonly url: string;
  private readonly signal: AbortSignal | undefined;

  constructor(url: string, signal?: AbortSignal) {
    this.url = url;
    this.signal = signal;
  }

  private send(method: string, path: string, body?: unknown): Promise<Response> {
    return fetch(`${this.url}${path}`, {
      method,
      signal: this.signal,
      headers: { origin: this.url, cookie: this.cookie, "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  }

  /** @throws with status and body of an error response */
  async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await this.send(method, path, body);
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (response.status === 204 ? undefined : await response.json()) as T;
  }

  /** Signs in, or up when the account does not exist. */
  async signIn(account: DemoAccount): Promise<void> {
    const { email, password } = account;
    let response = await this.send("POST", "/api/auth/sign-in/email", { email, password });
    if (response.status === 401) response = await this.send("POST", "/api/auth/sign-up/email", account);
    if (!response.ok) throw new Error(`${email} cannot sign in: ${response.status} ${await response.text()}`);
    this.cookie = response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(";")[0])
      .join("; ");
  }

  /** Returns the racer of this name, created if missing. */
  async racer(name: string): Promise<{ id: string }> {
    const { items } = await this.call<{ items: { id: string; name: string }[] }>("GET", "/api/racers");
    return items.find((racer) => racer.name === name) ?? this.call("POST", "/api/racers", { name });
  }

  /** Uploads a file or resumes its upload, unless a run with this title is uploaded. Returns the run. */
  async upload(
    filePath: string,
    about: { title: string; racerId?: string; discipline?: string; place?: string },
  ) {
    const { items } = await this.call<RunPage>("GET", "/api/runs?limit=100");
    const existing = items.find((run) => run.title === about.title && run.state !== "uploading");
    if (existing) return existing;
    const { size, mtimeMs } = await stat(filePath);
    const fileName = basename(filePath);
    const { run, partSizeBytes, partCount } = await this.call<z.output<typeof createdRunSchema>>(
      "POST",
      "/api/runs",
      {
        ...about,
        fileName,
        sizeBytes: size,
        fingerprint: `${fileName}-${size}-${Math.round(mtimeMs)}`,
      },
    );
    const path = `/api/runs/${run.id}`;
    const { parts: received } = await this.call<z.output<typeof uploadedPartsSchema>>("GET", `${path}/parts`);
    const content = await readFile(filePath);
    for (let partNumber = 1; partNumber <= partCount; partNumber += 1) {
      if (received.some((part) => part.partNumber === partNumber)) continue;
      const { parts } = await this.call<z.output<typeof signedPartsSchema>>("POST", `${path}/parts`, {
        partNumbers: [partNumber],
      });
      const body = content.subarray((partNumber - 1) * partSizeBytes, partNumber * partSizeBytes);
      const stored = await fetch(parts[0]?.url ?? "", {
        method: "PUT",
        body: new Uint8Array(body),
        signal: this.signal,
      });
      if (!stored.ok) throw new Error(`part ${partNumber} of ${fileName}: ${stored.status}`);
    }
    return this.call<Run>("POST", `${path}/complete`);
  }
}
