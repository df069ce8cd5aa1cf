import { z } from "zod";
import { openApiDocument } from "@/lib/api/openapi";
import { type RouteHandler, route } from "@/lib/api/route";
import { ROUTES } from "../routes";

export const GET: RouteHandler = route(
  {
    method: "GET",
    path: "/api/openapi.json",
    summary: "Get this document",
    access: "public",
    limit: "public",
    response: z.record(z.string(), z.unknown()).meta({ description: "An OpenAPI 3.1 document" }),
  },
  async () =>
    openApiDocument([...ROUTES, GET].map((operation) => operation.definition)) as object as Record<
      string,
      unknown
    >,
);
