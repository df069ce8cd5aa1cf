export interface CallCost {
  tokensIn: number;
  tokensOut: number;
  microUsd: number;
}

/** Limits the cost of model calls: the highest cost of a call is reserved until its real cost is settled. */
export interface ModelBudget {
  /** Returns an id for the call, or null when it could take the month's sum past `monthlyUsd`. */
  reserve(call: { modelId: string; highest: CallCost; monthlyUsd: number }): Promise<string | null>;
  /** Stores what a call cost; `cost` is null when it is unknown, and the reserved amount stands. */
  settle(callId: string, end: { outcome: string; cost: CallCost | null; latencyMs: number }): Promise<void>;
}

export const MICRO_PER_USD = 1_000_000;

/** Returns a budget of one process, for use without a database. */
export function processBudget(): ModelBudget {
  let microUsd = 0;
  const reserved = new Map<string, number>();
  return {
    async reserve({ highest, monthlyUsd }) {
      if (microUsd + highest.microUsd > monthlyUsd * MICRO_PER_USD) return null;
      const callId = String(reserved.size);
      reserved.set(callId, highest.microUsd);
      microUsd += highest.microUsd;
      return callId;
    },
    async settle(callId, { cost }) {
      if (cost) microUsd += cost.microUsd - (reserved.get(callId) ?? 0);
    },
  };
}
