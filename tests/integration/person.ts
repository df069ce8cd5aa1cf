import { randomInt, randomUUID } from "node:crypto";
import { ROUTES } from "@/app/api/routes";
import type { HttpMethod, RouteHandler } from "@/lib/api/route";
import { handleAuth } from "@/lib/auth/handler";
import { env } from "@/lib/env";

export const ORIGIN = new URL(env.APP_URL).origin;

export interface Person {
  userId: string;
  email: string;
  cookie: string;
}

export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests read whatever came back.
  body: any;
}

/** Returns a random address, so that tests do not share rate limits. */
export const someAddress = () => `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`;

export const PASSWORD = "a long enough password";

/** Calls an endpoint of Better Auth as a browser on our page would. */
export function authCall(
  path: string,
  options: { body?: unknown; headers?: Record<string, string>; method?: "GET" | "POST" } = {},
): Promise<Response> {
  const method = options.method ?? "POST";
  return handleAuth(
    new Request(`${ORIGIN}/api/auth/${path}`, {
      method,
      headers: {
        origin: ORIGIN,
        "x-forwarded-for": someAddress(),
        ...(method === "POST" && { "content-type": "application/json" }),
        ...options.headers,
      },
      body: method === "POST" ? JSON.stringify(options.body ?? {}) : undefined,
    }),
  );
}

/** The cookies of a response as a browser would send them back. */
export const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");

/** Signs up a new person through the endpoint. */
export async function signUp(name = "Someone"): Promise<Person> {
  const email = `${randomUUID()}@example.org`;
  const response = await authCall("sign-up/email", { body: { name, email, password: PASSWORD } });
  if (response.status !== 200) throw new Error(`sign-up: ${response.status} ${await response.text()}`);
  const { user } = (await response.json()) as { user: { id: string } };
  return { userId: user.id, email, cookie: cookiesOf(response) };
}

/** Returns the route of a path, with its parameters. */
function routeOf(
  method: HttpMethod,
  pathname: string,
): { handler: RouteHandler; params: Record<string, string> } {
  for (const handler of ROUTES) {
    if (handler.definition.method !== method) continue;
    const names = [...handler.definition.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
    const pattern = new RegExp(`^${handler.definition.path.replace(/\{\w+\}/g, "([^/]+)")}$`);
    const match = pattern.exec(pathname);
    if (match) {
      const params = Object.fromEntries(names.map((name, i) => [name, decodeURIComponent(match[i + 1]!)]));
      return { handler, params };
    }
  }
  throw new Error(`no route answers ${method} ${pathname}`);
}

/** Calls a route handler with a real request. Without a person there is no cookie. */
export async function call(
  person: Person | null,
  method: HttpMethod,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const url = new URL(path, ORIGIN);
  const { handler, params } = routeOf(method, url.pathname);
  const request = new Request(url, {
    method,
    headers: {
      "x-forwarded-for": someAddress(),
      ...(method !== "GET" && { origin: ORIGIN }),
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(person && { cookie: person.cookie }),
      ...headers,
    },
    body: body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body),
  });
  const response = await handler(request, { params: Promise.resolve(params) });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === "" ? null : JSON.parse(text),
  };
}
