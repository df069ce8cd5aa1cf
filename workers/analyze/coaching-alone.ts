import { openModel } from "@/lib/adapters/ai";
import { coach, type Ledger } from "@/lib/coaching/service";
import type { CoachSettings } from "@/lib/coaching/settings";
import type { Coaching } from "./pipeline";

const MICRO = 1_000_000;

/** Remembers only what this process spends: there is no database to share it by. */
function ownLedger(monthlyUsd: number): Ledger {
  let microUsd = 0;
  const open = new Map<string, number>();
  return {
    async open({ atMost }) {
      if (microUsd >= monthlyUsd * MICRO) return null;
      const call = String(open.size);
      open.set(call, atMost.microUsd);
      microUsd += atMost.microUsd;
      return call;
    },
    async close(call, { spend }) {
      if (spend) microUsd += spend.microUsd - (open.get(call) ?? 0);
    },
  };
}

/** A coach without a database: it knows no earlier runs, shows no clip, and its limit holds for this one command. */
export function coachingAlone(settings: CoachSettings): Coaching {
  const bedrock = settings.engine === "bedrock" ? settings.bedrock : null;
  const desk = bedrock && {
    model: openModel(bedrock.model),
    prices: bedrock.prices,
    maxTokens: bedrock.model.maxTokens,
    timeoutMs: bedrock.model.timeoutMs,
    ledger: ownLedger(bedrock.monthlyUsd),
    earlier: async () => [],
    video: null,
  };
  return {
    wantsStills: desk !== null,
    write: async (material, signal) => (await coach(material, { engine: "bedrock", desk }, signal)).feedback,
  };
}
