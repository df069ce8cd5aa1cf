import { analysisStatusSchema } from "@/lib/analyses/schema";
import { analysisStatus } from "@/lib/analyses/service/analyses";
import { route } from "@/lib/api/route";
import { runIdSchema } from "@/lib/runs/schema";

export const GET = route(
  {
    method: "GET",
    path: "/api/runs/{runId}/status",
    summary: "Get the status of the newest analysis, for polling",
    access: "user",
    limit: "read",
    params: runIdSchema,
    response: analysisStatusSchema,
  },
  ({ actor, params }) => analysisStatus(actor, params.runId),
);
