import { route } from "@/lib/api/route";
import { runIdSchema, signedPartsSchema, signPartsSchema, uploadedPartsSchema } from "@/lib/runs/schema";
import { listParts, signParts } from "@/lib/runs/service";

export const GET = route(
  {
    method: "GET",
    path: "/api/runs/{runId}/parts",
    summary: "List the parts that storage has received",
    access: "user",
    limit: "read",
    params: runIdSchema,
    response: uploadedPartsSchema,
  },
  ({ actor, params }) => listParts(actor, params.runId),
);

export const POST = route(
  {
    method: "POST",
    path: "/api/runs/{runId}/parts",
    summary: "Get presigned URLs, each to PUT one part within 15 minutes",
    access: "user",
    limit: "read",
    params: runIdSchema,
    body: signPartsSchema,
    response: signedPartsSchema,
  },
  ({ actor, params, body }) => signParts(actor, params.runId, body.partNumbers),
);
