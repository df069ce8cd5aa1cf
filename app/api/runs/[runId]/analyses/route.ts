import { analysisStatusSchema, analysisViewSchema, requestAnalysisSchema } from "@/lib/analyses/schema";
import { latestAnalysis, requestAnalysis } from "@/lib/analyses/service/analyses";
import { route } from "@/lib/api/route";
import { AppError } from "@/lib/errors";
import { runIdSchema } from "@/lib/runs/schema";

export const GET = route(
  {
    method: "GET",
    path: "/api/runs/{runId}/analyses",
    summary: "How the newest analysis stands, with the result of the newest that succeeded",
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
    summary: "Analyse again, perhaps with the skier tapped",
    access: "user",
    limit: "costly",
    params: runIdSchema,
    body: requestAnalysisSchema,
    status: 201,
    response: analysisStatusSchema,
  },
  ({ actor, params, body }) => requestAnalysis(actor, params.runId, body),
);
