import { billOf, sum, totalsOf } from "./bill";
import { CLUBS, clubOf } from "./clubs";
import { TRAFFIC } from "./table";
import type { Deployment } from "./usage";

interface Asked extends Pick<Deployment, "access" | "hosting" | "worker"> {
  stage: string;
  coach: "rules" | "bedrock";
  firewall?: "on" | "off";
}

/** The mail comes at four fifths of the budget, which must be more than a month costs in which nothing is wrong. */
const ROOM = 1.3;

/**
 * The month's money of a deployment for which nobody said it, in whole tens: somewhat more than a medium club pays in
 * production, and a small one for a stage that may sleep. So it rings for what is unusual, and not each month.
 */
export function usualBudget({ stage, access, hosting, worker, coach, firewall }: Asked): number {
  const lasting = stage === "prod";
  const club = clubOf(lasting ? CLUBS.medium : CLUBS.small);
  const bill = billOf({
    ...club,
    access,
    hosting,
    worker,
    lasting,
    firewall: firewall && firewall === "on",
    requestsPerMonth: TRAFFIC[0],
    model: coach === "rules" ? null : club.model,
  });
  return Math.ceil((sum(totalsOf(bill)) * ROOM) / 10) * 10;
}
