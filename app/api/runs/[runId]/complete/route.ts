import { completeUpload } from "@/lib/analyses/service/runs";
import { route } from "@/lib/api/route";
import { runIdSchema, runSchema } from "@/lib/runs/schema";

export const POST = route(
  {
    method: "POST",
    path: "/api/runs/{runId}/complete",
    summary: "Complete the upload and request its analysis; idempotent",
    access: "user",
    limit: "costly",
    params: runIdSchema,
    response: runSchema,
  },
  ({ actor, params }) => completeUpload(actor, params.runId),
);
