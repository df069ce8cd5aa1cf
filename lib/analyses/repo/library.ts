import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import type { RunScope } from "@/lib/runs/policy";
import type { Discipline, LibraryState } from "@/lib/runs/schema";

const rowSelect = {
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

const findRows = (where: Prisma.RunWhereInput, take: number) =>
  db.run.findMany({ where, take, orderBy: { id: "desc" }, select: rowSelect });
export type LibraryRow = Awaited<ReturnType<typeof findRows>>[number];

/**
 * At most one analysis of a run is queued or running, and it is the newest. A run with a result stays `ready`
 * when a later analysis fails, because the result is still shown.
 */
const WHERE_STATE: Record<LibraryState, Prisma.RunWhereInput> = {
  uploading: { state: "uploading" },
  waiting: { state: "uploaded", analyses: { some: { state: "queued" } } },
  running: { state: "uploaded", analyses: { some: { state: "running" } } },
  ready: {
    state: "uploaded",
    analyses: { some: { state: "succeeded" } },
    NOT: { analyses: { some: { state: { in: ["queued", "running"] } } } },
  },
  failed: {
    state: "uploaded",
    analyses: { none: { state: { in: ["queued", "running", "succeeded"] } } },
  },
};

export interface LibraryFilter {
  beforeId?: string;
  racerId?: string;
  discipline?: Discipline;
  state?: LibraryState;
}

export const findRuns = (scope: RunScope, filter: LibraryFilter, take: number): Promise<LibraryRow[]> =>
  findRows(
    {
      AND: [
        scope,
        {
          ...(filter.beforeId && { id: { lt: filter.beforeId } }),
          ...(filter.racerId && { racerId: filter.racerId }),
          ...(filter.discipline && { discipline: filter.discipline }),
        },
        filter.state ? WHERE_STATE[filter.state] : {},
      ],
    },
    take,
  );

export const findRun = async (scope: RunScope, runId: string): Promise<LibraryRow | null> =>
  (await findRows({ AND: [scope, { id: runId }] }, 1))[0] ?? null;
