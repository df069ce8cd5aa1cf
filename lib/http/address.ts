/** Returns the last X-Forwarded-For entry, for rate limits only: without a proxy, the client can set it. */
export function clientAddress(headers: Headers): string {
  const chain = headers.get("x-forwarded-for")?.split(",") ?? [];
  return chain.at(-1)?.trim().slice(0, 64) || "unknown";
}
