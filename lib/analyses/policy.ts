import { runsOf } from "@/lib/runs/policy";
import type { Actor } from "@/lib/teams/schema";

/** The analyses a person may see: those of the runs they may see. */
export const analysesOf = (actor: Actor) => ({ run: runsOf(actor) });
