import { analysisStatusSchema, analysisViewSchema, requestAnalysisSchema } from "@/lib/analyses/schema";
import { latestAnalysis, requestAnalysis } from "@/lib/analyses/service/analyses";
import { route } from "@/lib/api/route";
import { AppError } from "@/lib/errors";
import { runIdSchema } from "@/lib/runs/schema";

export const GET = route(
  {
    method: "GET",
    path: "/api/runs/{runId}/analyses",
    summary: "Get the status of the newest analysis, and the newest result",
    access: "user",
    limit: "read",
    params: runIdSchema,
    response: analysisViewSchema,
  },
  async ({ actor, params }) => {
    const view = await latestAnalysis(actor, params.runId);
    if (!view) throw new AppError("notFound", "no analysis");
    return view;
  },
);

export const POST = route(
  {
    method: "POST",
    path: "/api/runs/{runId}/analyses",
    summary: "Request another analysis, optionally of a tapped skier",
    access: "user",
    limit: "costly",
    params: runIdSchema,
    body: requestAnalysisSchema,
    status: 201,
    response: analysisStatusSchema,
  },
  ({ actor, params, body }) => requestAnalysis(actor, params.runId, body),
);
