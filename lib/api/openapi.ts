import { createDocument, type ZodOpenApiPathsObject } from "zod-openapi";
import { SESSION_COOKIE } from "@/lib/auth/auth";
import { env } from "@/lib/env";
import { ERROR_CODES, type ErrorCode } from "@/lib/errors";
import { problemSchema } from "@/lib/http/schema";
import type { RouteDefinition } from "./route";

const SESSION = "session";

/** Returns the OpenAPI 3.1 document of the routes. */
export function openApiDocument(definitions: RouteDefinition[]) {
  const paths: ZodOpenApiPathsObject = {};
  for (const definition of definitions) {
    const operations = paths[definition.path] ?? {};
    paths[definition.path] = {
      ...operations,
      [definition.method.toLowerCase()]: operation(definition),
    };
  }
  return createDocument({
    openapi: "3.1.0",
    info: {
      title: "Ski Racer",
      version: "1.0.0",
      description:
        "Runs, their uploads and their analyses. Ids are UUIDv7. Errors are RFC 9457 problem documents. Writes need the application's own Origin.",
    },
    servers: [{ url: env.APP_URL }],
    paths,
    components: {
      schemas: { Problem: problemSchema },
      securitySchemes: {
        [SESSION]: { type: "apiKey", in: "cookie", name: SESSION_COOKIE },
      },
    },
  });
}

function operation(definition: RouteDefinition) {
  const status = definition.status ?? 200;
  const content = definition.response && { "application/json": { schema: definition.response } };
  return {
    summary: definition.summary,
    security: definition.access === "user" ? [{ [SESSION]: [] }] : [],
    requestParams: {
      ...(definition.params && { path: definition.params }),
      ...(definition.query && { query: definition.query }),
    },
    ...(definition.body && {
      requestBody: { required: true, content: { "application/json": { schema: definition.body } } },
    }),
    responses: {
      [`${status}` as "200"]: {
        description: status === 302 ? "Where the file is" : status === 204 ? "Done" : "The answer",
        ...(content && { content }),
      },
      ...Object.fromEntries(
        refusalsOf(definition).map((code) => [
          String(ERROR_CODES[code].status),
          {
            description: ERROR_CODES[code].message,
            content: { "application/problem+json": { schema: problemSchema } },
          },
        ]),
      ),
    },
  };
}

function refusalsOf(definition: RouteDefinition): ErrorCode[] {
  const codes: ErrorCode[] = ["tooMany"];
  if (definition.query || definition.body) codes.push("invalid");
  if (definition.body) codes.push("tooLarge", "unsupported");
  if (definition.access === "user") codes.push("unauthenticated");
  if (definition.method !== "GET") codes.push("forbidden", "conflict");
  if (definition.params) codes.push("notFound");
  return codes;
}
