import { createHmac, randomBytes } from "node:crypto";
import { analysisStatusSchema } from "@/lib/analyses/schema";
import { db } from "@/lib/db/client";
import type { UploadedRun } from "@/tests/integration/worker/uploaded-run";
import { stage } from "./stage";

/** A signed-in owner of a run. */
export interface SignedInUser {
  runId: string;
  headers: Record<string, string>;
}

/** Signs in the owner of each run by inserting a session, because hashing 200 passwords takes minutes. */
export async function signInOwners(runs: UploadedRun[]): Promise<SignedInUser[]> {
  const users: SignedInUser[] = [];
  for (const [index, { runId }] of runs.entries()) {
    const { ownerId } = await db.run.findUniqueOrThrow({ where: { id: runId } });
    const token = randomBytes(24).toString("base64url");
    const expiresAt = new Date(Date.now() + 3_600_000);
    await db.session.create({ data: { userId: ownerId, token, expiresAt } });
    const signature = createHmac("sha256", stage().env.AUTH_SECRET ?? "")
      .update(token)
      .digest("base64");
    users.push({
      runId,
      headers: {
        cookie: `ski-racer.session_token=${encodeURIComponent(`${token}.${signature}`)}`,
        // An address of its own for each user, as a proxy would send.
        "x-forwarded-for": `10.1.${Math.floor(index / 250)}.${(index % 250) + 1}`,
      },
    });
  }
  return users;
}

/** Polls the status of the user's run once, as the page does. */
export async function pollStatus(
  user: SignedInUser,
): Promise<{ ms: number; status: number; state: string | null }> {
  const startedMs = performance.now();
  const response = await fetch(`${stage().webUrl}/api/runs/${user.runId}/status`, {
    headers: user.headers,
    signal: AbortSignal.timeout(20_000),
  });
  const body: unknown = await response.json();
  const state = response.ok ? analysisStatusSchema.parse(body).state : null;
  return { ms: performance.now() - startedMs, status: response.status, state };
}
