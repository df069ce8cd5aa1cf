/**
 * The address a request came from, for counting only. The last entry of X-Forwarded-For is the one our own web server or
 * its proxy wrote; whatever stands before it was sent by the client and may be invented.
 */
export function clientAddress(headers: Headers): string {
  const chain = headers.get("x-forwarded-for")?.split(",") ?? [];
  return chain.at(-1)?.trim().slice(0, 64) || "unknown";
}
