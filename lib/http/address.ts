/**
 * Returns the client's address for rate limits only: the last entry of X-Forwarded-For, which the proxy
 * wrote. Without a proxy, as on a laptop, the client can set it.
 */
export function clientAddress(headers: Headers): string {
  const chain = headers.get("x-forwarded-for")?.split(",") ?? [];
  return chain.at(-1)?.trim().slice(0, 64) || "unknown";
}
