import { z } from "zod";
import { checkHealth } from "@/lib/api/health";
import { route } from "@/lib/api/route";

export const GET = route(
  {
    method: "GET",
    path: "/api/health",
    summary: "Whether the database and the queue answer",
    access: "public",
    limit: null,
    response: z.object({ status: z.literal("ok") }),
  },
  () => checkHealth(),
);
