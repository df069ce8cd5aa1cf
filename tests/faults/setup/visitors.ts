import { createHmac, randomBytes } from "node:crypto";
import { analysisStatusSchema } from "@/lib/analyses/schema";
import { db } from "@/lib/db/client";
import type { UploadedRun } from "@/tests/integration/worker/uploaded-run";
import { stage } from "./stage";

/** Someone who looks at a run of his own, signed in. */
export interface Visitor {
  runId: string;
  headers: Record<string, string>;
}

/** Signs the owner of each run in, by writing the session that the sign-in page would; two hundred passwords take minutes. */
export async function signInOwners(runs: UploadedRun[]): Promise<Visitor[]> {
  const visitors: Visitor[] = [];
  for (const [index, { runId }] of runs.entries()) {
    const { ownerId } = await db.run.findUniqueOrThrow({ where: { id: runId } });
    const token = randomBytes(24).toString("base64url");
    const expiresAt = new Date(Date.now() + 3_600_000);
    await db.session.create({ data: { userId: ownerId, token, expiresAt } });
    const signature = createHmac("sha256", stage().env.AUTH_SECRET ?? "")
      .update(token)
      .digest("base64");
    visitors.push({
      runId,
      headers: {
        cookie: `ski-racer.session_token=${encodeURIComponent(`${token}.${signature}`)}`,
        // As a proxy would tell: everybody from an address of his own.
        "x-forwarded-for": `10.1.${Math.floor(index / 250)}.${(index % 250) + 1}`,
      },
    });
  }
  return visitors;
}

/** One look at the status of the visitor's run, as the page takes it. */
export async function look(visitor: Visitor): Promise<{ ms: number; status: number; state: string | null }> {
  const startedMs = performance.now();
  const response = await fetch(`${stage().webUrl}/api/runs/${visitor.runId}/status`, {
    headers: visitor.headers,
    signal: AbortSignal.timeout(20_000),
  });
  const body: unknown = await response.json();
  const state = response.ok ? analysisStatusSchema.parse(body).state : null;
  return { ms: performance.now() - startedMs, status: response.status, state };
}
