import { getRun, listRuns } from "@/lib/analyses/service/runs";
import { route } from "@/lib/api/route";
import { createdRunSchema, createRunSchema, listRunsSchema, runPageSchema } from "@/lib/runs/schema";
import { createUpload } from "@/lib/runs/service";

export const GET = route(
  {
    method: "GET",
    path: "/api/runs",
    summary: "List your runs, newest first",
    access: "user",
    limit: "read",
    query: listRunsSchema,
    response: runPageSchema,
  },
  ({ actor, query }) => listRuns(actor, query),
);

export const POST = route(
  {
    method: "POST",
    path: "/api/runs",
    summary: "Start an upload, or continue the unfinished one of the same file",
    access: "user",
    limit: "costly",
    body: createRunSchema,
    status: 201,
    response: createdRunSchema,
  },
  async ({ actor, body }) => {
    const { runId, ...upload } = await createUpload(actor, body);
    return { run: await getRun(actor, runId), ...upload };
  },
);
