import { z } from "zod";
import { artifactNameSchema } from "@/lib/analyses/schema";
import { FILE_LINK_CACHE_S, fileUrl } from "@/lib/analyses/service/runs";
import { route } from "@/lib/api/route";
import { runIdSchema } from "@/lib/runs/schema";

export const GET = route(
  {
    method: "GET",
    path: "/api/runs/{runId}/files/{name}",
    summary: "Redirect to a file of a run: `original`, or a file of the analysis that is shown",
    access: "user",
    limit: "read",
    params: runIdSchema.extend({ name: z.union([z.literal("original"), artifactNameSchema]) }),
    query: z.object({
      download: z.literal("1").optional().meta({ description: "Download the file instead of showing it" }),
      v: z.string().max(64).optional().meta({
        description: "Ignored; the id of the analysis here bypasses the browser's cache after another one",
      }),
    }),
    status: 302,
  },
  async ({ actor, params, query }) => ({
    redirectTo: await fileUrl(actor, params.runId, params.name, { download: query.download === "1" }),
    maxAgeS: FILE_LINK_CACHE_S,
  }),
);
