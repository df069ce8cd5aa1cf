/** Codes with which Prisma and the Postgres driver say that the database could not be reached or is overrun. */
const OUTAGE_CODES = new Set([
  "P1001",
  "P1002",
  "P1008",
  "P1017",
  "P2024",
  "P2037",
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "ETIMEDOUT",
  "57P01",
  "57P02",
  "57P03",
  "53300",
]);

/** Whether something thrown, or what caused it, is a database that does not answer. */
export function unavailableCause(thrown: unknown, depth = 4): boolean {
  if (depth === 0 || typeof thrown !== "object" || thrown === null) return false;
  if ("code" in thrown && OUTAGE_CODES.has(String(thrown.code))) return true;
  return "cause" in thrown && unavailableCause(thrown.cause, depth - 1);
}
