/** What Prisma and the Postgres driver say when the database could not be reached, went away or is overrun. */
const OUTAGES = new Set([
  "P1001",
  "P1002",
  "P1008",
  "P1017",
  "P2024",
  "P2028",
  "P2037",
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "ETIMEDOUT",
  "57P01",
  "57P02",
  "57P03",
  "53300",
  "DatabaseNotReachable",
  "ConnectionClosed",
  "SocketTimeout",
  "TooManyConnections",
]);

/** Whether something thrown, or what it was caused by, is a database that does not answer. */
export function isOutage(thrown: unknown, depth = 5): boolean {
  if (depth === 0 || typeof thrown !== "object" || thrown === null) return false;
  const fields = thrown as Record<string, unknown>;
  if (OUTAGES.has(String(fields.code)) || OUTAGES.has(String(fields.kind))) return true;
  // A raw query's own code says nothing; the driver's error lies in its meta.
  return [fields.cause, fields.meta, fields.driverAdapterError].some((inner) => isOutage(inner, depth - 1));
}
