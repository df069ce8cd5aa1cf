import { db, type Tx } from "@/lib/db/client";
import type { Discipline, LibraryState, UpdateRun } from "../schema";

type Where = { ownerId: string; deletedAt: null };

const runSelect = {
  id: true,
  kind: true,
  title: true,
  fileName: true,
  sizeBytes: true,
  state: true,
  racer: { select: { id: true, name: true } },
  discipline: true,
  place: true,
  takenAt: true,
  createdAt: true,
  durationS: true,
  analyses: {
    select: { state: true, percent: true, failureCode: true, summary: true, artifacts: true },
    orderBy: { id: "desc" },
  },
} as const;

const findRows = (args: { where: object; take: number }) =>
  db.run.findMany({ ...args, orderBy: { id: "desc" }, select: runSelect });
export type RunRow = Awaited<ReturnType<typeof findRows>>[number];

/**
 * What each word of the library means for the rows. At most one analysis of a run waits or runs, and it is the newest;
 * a run with a good result stays ready when a later analysis fails, because the result is still what is shown.
 */
const ACTIVE = { some: { state: { in: ["queued", "running"] } } } as const;
const WHERE_STATE = {
  uploading: { state: "uploading" },
  waiting: { state: "uploaded", analyses: { some: { state: "queued" } } },
  running: { state: "uploaded", analyses: { some: { state: "running" } } },
  ready: { state: "uploaded", analyses: { some: { state: "succeeded" } }, NOT: { analyses: ACTIVE } },
  failed: {
    state: "uploaded",
    analyses: { none: { state: { in: ["queued", "running", "succeeded"] } } },
  },
} as const satisfies Record<LibraryState, object>;

/** Visible runs with an id below `beforeId`, newest first. */
export const findRuns = (
  visible: Where,
  filter: {
    beforeId?: string;
    racerId?: string;
    discipline?: Discipline;
    state?: LibraryState;
    take: number;
  },
): Promise<RunRow[]> =>
  findRows({
    where: {
      ...visible,
      ...(filter.beforeId && { id: { lt: filter.beforeId } }),
      ...(filter.racerId && { racerId: filter.racerId }),
      ...(filter.discipline && { discipline: filter.discipline }),
      ...(filter.state && WHERE_STATE[filter.state]),
    },
    take: filter.take,
  });

/** One visible run, or null. */
export const findRun = async (visible: Where, runId: string): Promise<RunRow | null> =>
  (await findRows({ where: { ...visible, id: runId }, take: 1 }))[0] ?? null;

/** Changes a visible run; false when there is none. */
export async function changeRun(visible: Where, runId: string, changes: UpdateRun): Promise<boolean> {
  const { count } = await db.run.updateMany({ where: { ...visible, id: runId }, data: changes });
  return count === 1;
}

/** Where a visible run's original lies, or null. */
export const findOriginal = (visible: Where, runId: string) =>
  db.run.findFirst({
    where: { ...visible, id: runId },
    select: { id: true, objectKey: true, title: true, contentType: true, state: true },
  });

/** Fills in what nobody has said about a run. */
export async function updateFacts(
  tx: Tx,
  runId: string,
  facts: { durationS: number; takenAt: string | null },
): Promise<void> {
  if (facts.durationS > 0) {
    await tx.run.updateMany({ where: { id: runId, durationS: null }, data: { durationS: facts.durationS } });
  }
  if (facts.takenAt) {
    await tx.run.updateMany({ where: { id: runId, takenAt: null }, data: { takenAt: facts.takenAt } });
  }
}
