import { db } from "@/lib/db/client";

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;

function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) =>
      inner === undefined ? [] : [[name, withoutUndefined(inner)]],
    ),
  );
}

/** Better Auth's adapter passes `select: undefined`, which Prisma's strictUndefinedChecks rejects. */
export const authDatabase = db.$extends({
  query: {
    $allModels: { $allOperations: ({ args, query }) => query(withoutUndefined(args) as typeof args) },
  },
});
