import { deleteRun, getRun } from "@/lib/analyses/service/runs";
import { route } from "@/lib/api/route";
import { runIdSchema, runSchema, updateRunSchema } from "@/lib/runs/schema";
import { updateRun } from "@/lib/runs/service";

export const GET = route(
  {
    method: "GET",
    path: "/api/runs/{runId}",
    summary: "Get a run",
    access: "user",
    limit: "read",
    params: runIdSchema,
    response: runSchema,
  },
  ({ actor, params }) => getRun(actor, params.runId),
);

export const PATCH = route(
  {
    method: "PATCH",
    path: "/api/runs/{runId}",
    summary: "Change the details of a run; null clears a field",
    access: "user",
    limit: "write",
    params: runIdSchema,
    body: updateRunSchema,
    response: runSchema,
  },
  async ({ actor, params, body }) => {
    await updateRun(actor, params.runId, body);
    return getRun(actor, params.runId);
  },
);

export const DELETE = route(
  {
    method: "DELETE",
    path: "/api/runs/{runId}",
    summary: "Delete a run and its files, or cancel its upload",
    access: "user",
    limit: "write",
    params: runIdSchema,
    status: 204,
  },
  async ({ actor, params }) => {
    await deleteRun(actor, params.runId);
    return undefined;
  },
);
