import { z } from "zod";
import { checkHealth } from "@/lib/api/health";
import { route } from "@/lib/api/route";

export const GET = route(
  {
    method: "GET",
    path: "/api/health",
    summary: "Check the database and the queue",
    access: "public",
    limit: null,
    response: z.object({ status: z.literal("ok") }),
  },
  () => checkHealth(),
);
