/**
 * The address a request came from, for counting only. Behind a proxy the last entry of X-Forwarded-For is the one it wrote;
 * whatever stands before it was sent by the client and may be invented. A server that people reach directly, as on a
 * laptop, hands on what the client sent and adds its address only when there is none: nothing but counting may rest on it.
 */
export function clientAddress(headers: Headers): string {
  const chain = headers.get("x-forwarded-for")?.split(",") ?? [];
  return chain.at(-1)?.trim().slice(0, 64) || "unknown";
}
