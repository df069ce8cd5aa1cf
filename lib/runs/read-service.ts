import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/teams/schema";
import { runsOf } from "./policy";
import * as repo from "./repo";
import { type ListRuns, listRunsSchema, type Run, type RunPage } from "./schema";
import { runView } from "./view";

/**
 * The actor's runs, newest first. `nextCursor` names the last one of the page and goes on after it, whatever was added
 * or deleted meanwhile.
 * @throws AppError invalid (a cursor we did not give out)
 */
export async function listRuns(actor: Actor, asked: Partial<ListRuns> = {}): Promise<RunPage> {
  const { cursor, limit, ...filter } = listRunsSchema.parse(asked);
  const beforeId = cursor === undefined ? undefined : idOfCursor(cursor);
  const rows = await repo.findRuns(runsOf(actor), { ...filter, beforeId, take: limit + 1 });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(runView),
    nextCursor: rows.length > limit && last ? cursorOf(last.id) : null,
  };
}

/** @throws AppError notFound, also for a run that is someone else's */
export async function getRun(actor: Actor, runId: string): Promise<Run> {
  const row = await repo.findRun(runsOf(actor), runId);
  if (!row) throw new AppError("notFound", `no run ${runId} for its asker`);
  return runView(row);
}

const cursorOf = (id: string) => Buffer.from(id.replaceAll("-", ""), "hex").toString("base64url");

function idOfCursor(cursor: string): string {
  const hex = Buffer.from(cursor, "base64url").toString("hex");
  const [, ...groups] = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/.exec(hex) ?? [];
  if (groups.length === 0) {
    throw new AppError("invalid", "unknown cursor", {
      invalidParams: [{ name: "query.cursor", reason: "This is not a cursor of this list" }],
    });
  }
  return groups.join("-");
}
