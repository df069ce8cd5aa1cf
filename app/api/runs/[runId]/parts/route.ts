import { route } from "@/lib/api/route";
import { runIdSchema, signedPartsSchema, signPartsSchema, uploadedPartsSchema } from "@/lib/runs/schema";
import { listParts, signParts } from "@/lib/runs/service";

export const GET = route(
  {
    method: "GET",
    path: "/api/runs/{runId}/parts",
    summary: "The parts that have arrived",
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
    summary: "Links that take one part each by PUT, for 15 minutes",
    access: "user",
    limit: "read",
    params: runIdSchema,
    body: signPartsSchema,
    response: signedPartsSchema,
  },
  ({ actor, params, body }) => signParts(actor, params.runId, body.partNumbers),
);
