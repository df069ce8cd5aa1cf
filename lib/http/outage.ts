/** Of Prisma, Node, Postgres and Prisma's driver adapter. */
const OUTAGE_CODES = new Set([
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

/** Returns whether an error, or one of its causes, means an unreachable or overloaded database. */
export function isOutage(thrown: unknown, depth = 5): boolean {
  if (depth === 0 || typeof thrown !== "object" || thrown === null) return false;
  const fields = thrown as Record<string, unknown>;
  if (OUTAGE_CODES.has(String(fields.code)) || OUTAGE_CODES.has(String(fields.kind))) return true;
  // The error of a raw query contains the driver's error in `meta`.
  return [fields.cause, fields.meta, fields.driverAdapterError].some((inner) => isOutage(inner, depth - 1));
}
